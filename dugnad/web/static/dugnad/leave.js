// Quick exit: the button, or Shift three times. The page goes blank at once and gives up its place in the history,
// so that Back does not show it. The server ends the session meanwhile; without this script the form does it alone.
(() => {
  const form = document.querySelector("form[data-leave]");
  if (!form) return;

  const leave = () => {
    const { action, dataset } = form;
    document.title = new URL(dataset.leave).host;
    document.body.replaceChildren();
    try { sessionStorage.clear(); } catch { /* storage switched off: nothing to clear */ }
    globalThis.caches?.delete("kept").catch(() => {}); // pages of a day (notify/worker.js)
    navigator.sendBeacon(action, new URLSearchParams({ quiet: "1" }));
    location.replace(dataset.leave);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });

  let taps = 0;
  let first = 0;
  addEventListener("keydown", (event) => {
    if (event.key !== "Shift") taps = 0;
  });
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift") return;
    if (!taps || event.timeStamp - first > 3000) [taps, first] = [0, event.timeStamp];
    taps += 1;
    if (taps === 3) leave();
  });
})();
