fn other() {}
// ANCHOR: send
queue.put(mail);
// ANCHOR_END: send
