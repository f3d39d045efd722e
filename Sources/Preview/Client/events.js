// A worker that all pages of the preview share: one stream of changes, since browsers keep few connections to a host.

const ports = new Set();
/** What the server said last, for pages that come later; null before it said anything. */
let data = null;
let isAway = false;

function tell(message) {
  for (const port of ports) port.postMessage(message);
}

function listen() {
  const events = new EventSource('/_guides/events');
  events.onopen = () => { isAway = false; tell({ isAway, data: null }); };
  events.onmessage = (event) => { data = event.data; isAway = false; tell({ isAway, data }); };
  events.onerror = () => {
    isAway = true;
    tell({ isAway, data: null });
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
  };
}

onconnect = ({ ports: [port] }) => {
  ports.add(port);
  // All that a page ever says is that it goes.
  port.onmessage = () => { ports.delete(port); port.close(); };
  port.postMessage({ isAway, data });
};

listen();
