// The preview's own script: it hears of changes from the server, and updates the page and the panel. It is on
// no published page.

import { refreshPage } from './morph.js';
import { isOwnPage, openPanel, refreshState, showOffline, tellOfChanges } from './panel.js';

let running = false;
let again = false;

/** The most times that an update is tried again after a failure. */
const mostRetries = 5;

/** Brings the page and the panel up to date, once more where something changes meanwhile. */
async function refresh() {
  again = true;
  if (running) return;
  running = true;
  let failures = 0;
  while (again) {
    again = false;
    try {
      const page = isOwnPage ? { changed: [], isGone: false } : await refreshPage();
      tellOfChanges(page.changed);
      await refreshState(page.isGone);
      document.dispatchEvent(new Event('guides:refreshed'));
      failures = 0;
    } catch (error) {
      // A connection may break while the stream holds, which then starts nothing. Where the server is away, the stream says so,
      // and starts this again.
      console.warn(error);
      failures += 1;
      if (failures <= mostRetries) {
        again = true;
        await new Promise((resolve) => { setTimeout(resolve, 200 * failures); });
      }
    }
  }
  running = false;
}

/** What the stream says: whether the server is away, and its last message where there is a new one. */
function hear({ isAway, data }) {
  showOffline(isAway);
  if (data !== null) refresh();
}

/** Ends the listening. */
let quit = () => {};

/** Listens by a worker that all tabs share: a browser has six connections for a host, and each stream keeps one. */
function listen() {
  if (!window.SharedWorker) { listenAlone(); return; }
  const worker = new SharedWorker('/_guides/events.js');
  worker.port.onmessage = (event) => hear(event.data);
  worker.onerror = listenAlone;
  quit = () => worker.port.postMessage('gone');
}

/** Listens by a stream of its own, which a tab that nobody sees gives up; it catches up when it is seen again. */
function listenAlone() {
  let events = null;
  const start = () => {
    if (events || document.hidden) return;
    events = new EventSource('/_guides/events');
    events.onopen = () => hear({ isAway: false, data: null });
    events.onmessage = ({ data }) => hear({ isAway: false, data });
    events.onerror = () => {
      hear({ isAway: true, data: null });
      if (events?.readyState === EventSource.CLOSED) { stop(); setTimeout(start, 1000); }
    };
  };
  const stop = () => {
    events?.close();
    events = null;
    // What was still to be asked for is asked for when it is seen again.
    again = false;
  };
  document.addEventListener('visibilitychange', () => (document.hidden ? stop() : start()));
  quit = stop;
  start();
}

addEventListener('pagehide', () => quit());
// A page that the browser kept goes on where it was left.
addEventListener('pageshow', (event) => { if (event.persisted) listen(); });

openPanel();
listen();
