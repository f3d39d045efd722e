/* guides: compact */
// Runs before anything is shown, so that no page flashes in the wrong theme.
(function (root) {
  root.dataset.js = '';
  // Without storage the system's theme holds.
  try {
    var theme = localStorage.theme;
    if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;
  } catch (error) {}
}(document.documentElement));
