import CCurl

// Every pointer that goes to libcurl, or comes from it, is in this file.

/// The parts of libcurl that need no transfer.
enum Curl {
    /// Whether libcurl could be started; asked for, it starts it.
    static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Seconds since 1970 of a date in one of HTTP's three forms, such as `Fri, 27 Nov 2026 08:00:00 GMT`; nil where it
    /// is none.
    static func seconds(ofDate text: String) -> Int? {
        let seconds = curl_getdate(text, nil)
        return seconds < 0 ? nil : seconds
    }

    /// libcurl's own words for an error, such as `Failed sending data to the peer`.
    static func words(of code: CURLcode) -> String { String(cString: curl_easy_strerror(code)) }
}

/// Takes what libcurl tells while a transfer is on its way, and answers what it asks.
protocol CurlDelegate: AnyObject {
    /// Takes one line of a head with its line end; false ends the transfer.
    func takeHeader(_ line: [UInt8]) -> Bool
    /// Takes a part of the body, unpacked; false ends the transfer.
    func takeBody(_ part: [UInt8]) -> Bool
    /// Whether a connection may be made to an address that libcurl found, such as `192.0.2.1`; nil stands for one that
    /// is neither IPv4 nor IPv6. Behind a proxy it is the proxy's.
    func mayConnect(to address: String?) -> Bool
}

/// One transfer of libcurl (its "easy" interface). It belongs to one thread.
final class CurlTransfer {
    fileprivate let handle: UnsafeMutableRawPointer
    /// Lists that libcurl reads while it works.
    private var lists: [UnsafeMutablePointer<curl_slist>?] = []
    weak var delegate: (any CurlDelegate)?

    init?() {
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
        let context = Unmanaged.passUnretained(self).toOpaque()
        shim_set_pointer(handle, CURLOPT_HEADERDATA, context)
        shim_set_pointer(handle, CURLOPT_WRITEDATA, context)
        shim_set_pointer(handle, CURLOPT_OPENSOCKETDATA, context)
        shim_set_sink(handle, CURLOPT_HEADERFUNCTION) { bytes, one, count, context in
            let line = CurlTransfer.bytes(bytes, one * count)
            return CurlTransfer.delegate(of: context)?.takeHeader(line) == true ? line.count : 0
        }
        shim_set_sink(handle, CURLOPT_WRITEFUNCTION) { bytes, one, count, context in
            let part = CurlTransfer.bytes(bytes, one * count)
            return CurlTransfer.delegate(of: context)?.takeBody(part) == true ? part.count : 0
        }
        shim_set_socket(handle) { context, _, address in
            guard let address, let delegate = CurlTransfer.delegate(of: context) else {
                return CURL_SOCKET_BAD
            }
            let text = SocketAddress.text(of: shim_address(address), length: address.pointee.addrlen)
            guard delegate.mayConnect(to: text) else { return CURL_SOCKET_BAD }
            return SocketAddress.socket(
                address.pointee.family, address.pointee.socktype, address.pointee.protocol)
        }
    }

    deinit {
        curl_easy_cleanup(handle)
        for list in lists { curl_slist_free_all(list) }
    }

    private static func delegate(of context: UnsafeMutableRawPointer?) -> (any CurlDelegate)? {
        context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }?.delegate
    }

    private static func bytes(_ start: UnsafeMutablePointer<CChar>?, _ count: Int) -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    // MARK: Options

    func set(_ option: CURLoption, _ number: Int) { shim_set_number(handle, option, number) }

    /// libcurl copies the text.
    func set(_ option: CURLoption, _ text: String) { shim_set_text(handle, option, text) }

    func set(_ option: CURLoption, _ texts: [String]) {
        let list = texts.reduce(nil) { curl_slist_append($0, $1) }
        lists.append(list)
        shim_set_list(handle, option, list)
    }

    /// libcurl copies the bytes.
    func set(_ option: CURLoption, _ bytes: [UInt8]) {
        shim_set_bytes(handle, option, bytes, bytes.count)
    }

    /// Does the whole transfer; it blocks.
    func perform() -> CURLcode { curl_easy_perform(handle) }

    // MARK: What came of it

    /// The certificates of the server in PEM, its own first.
    func certificates(most: Int) -> [String] {
        var found: UnsafeMutablePointer<curl_certinfo>?
        shim_certificates(handle, &found)
        guard let found, let lists = found.pointee.certinfo else { return [] }
        return (0..<min(most, Int(found.pointee.num_of_certs))).compactMap { index in
            var next = lists[index]
            while let entry = next {
                let text = String(cString: entry.pointee.data)
                if text.hasPrefix("Cert:") { return String(text.dropFirst(5)) }
                next = entry.pointee.next
            }
            return nil
        }
    }

    func number(_ info: CURLINFO) -> Int {
        var value = 0
        shim_number(handle, info, &value)
        return value
    }

    /// A time in microseconds, or a size in bytes.
    func offset(_ info: CURLINFO) -> Int64 {
        var value: curl_off_t = 0
        shim_offset(handle, info, &value)
        return Int64(value)
    }

    /// The first texts of a list.
    func texts(_ info: CURLINFO, most: Int) -> [String] {
        var list: UnsafeMutablePointer<curl_slist>?
        shim_list(handle, info, &list)
        defer { curl_slist_free_all(list) }
        var texts: [String] = []
        var next = list
        while let entry = next, texts.count < most {
            texts.append(String(cString: entry.pointee.data))
            next = entry.pointee.next
        }
        return texts
    }
}

/// Transfers that share one thread and its connections (libcurl's "multi" interface).
final class CurlMulti {
    private let handle: UnsafeMutableRawPointer
    private var transfers: [UnsafeMutableRawPointer: CurlTransfer] = [:]

    /// Nil where libcurl does not start.
    init?() {
        guard Curl.isReady, let handle = curl_multi_init() else { return nil }
        self.handle = handle
    }

    deinit { curl_multi_cleanup(handle) }

    /// Starts a transfer; false where libcurl does not take it.
    func add(_ transfer: CurlTransfer) -> Bool {
        guard curl_multi_add_handle(handle, transfer.handle) == CURLM_OK else { return false }
        transfers[transfer.handle] = transfer
        return true
    }

    func remove(_ transfer: CurlTransfer) {
        guard transfers.removeValue(forKey: transfer.handle) != nil else { return }
        curl_multi_remove_handle(handle, transfer.handle)
    }

    /// Does what can be done now, and returns the transfers that came to their end.
    func perform() -> [(transfer: CurlTransfer, code: CURLcode)] {
        var running: Int32 = 0
        curl_multi_perform(handle, &running)
        var ended: [(transfer: CurlTransfer, code: CURLcode)] = []
        var left: Int32 = 0
        while let message = curl_multi_info_read(handle, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
                let transfer = transfers[easy]
            else { continue }
            ended.append((transfer, message.pointee.data.result))
        }
        return ended
    }

    /// Waits until there is more to do, or a descriptor can be read, or a second has passed.
    func wait(for descriptor: Int32) {
        var wait = curl_waitfd(fd: descriptor, events: Int16(CURL_WAIT_POLLIN), revents: 0)
        curl_multi_poll(handle, &wait, 1, 1000, nil)
    }
}

/// libcurl's reader of addresses.
final class CurlURL {
    enum Part {
        case host, path, whole

        fileprivate var code: CURLUPart {
            switch self {
            case .host: CURLUPART_HOST
            case .path: CURLUPART_PATH
            case .whole: CURLUPART_URL
            }
        }
    }

    private let handle: OpaquePointer

    init?() {
        guard let handle = curl_url() else { return nil }
        self.handle = handle
    }

    deinit { curl_url_cleanup(handle) }

    /// Takes an address, or one relative to what was set before; false for a text that is none.
    func set(_ text: String) -> Bool { curl_url_set(handle, CURLUPART_URL, text, 0) == CURLUE_OK }

    /// A part of the address, such as `example.org`; nil where it has none.
    func part(_ part: Part) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard shim_url_part(handle, part.code, &text) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
