// What htmx leaves to us: saying that something could not be sent, and moving the focus to what "Older" brought.
(() => {
  const forget = () => document.querySelectorAll(".told").forEach((notice) => notice.remove());
  const tell = (sender) => {
    forget();
    sender.after(document.getElementById("lost").content.cloneNode(true));
  };
  let before = null;

  addEventListener("htmx:beforeRequest", forget);
  addEventListener("htmx:sendError", ({ detail }) => tell(detail.elt));
  addEventListener("htmx:timeout", ({ detail }) => tell(detail.elt));
  addEventListener("htmx:beforeSwap", ({ detail }) => {
    // An error page that is not ours (a proxy's) must not land in the middle of the page.
    if (detail.xhr.status >= 500 && !detail.xhr.getResponseHeader("HX-Retarget")) {
      detail.shouldSwap = false;
      tell(detail.requestConfig.elt);
    }
    before = detail.target.matches(".more") ? detail.target.previousElementSibling : null;
  });
  addEventListener("htmx:afterSettle", () => {
    document.querySelector(".told")?.scrollIntoView({ block: "nearest" });
    before?.nextElementSibling?.querySelector("a, button")?.focus();
    before = null;
  });
  // It keeps the list of where else we are (notify/worker.js).
  if (location.pathname === "/") navigator.serviceWorker?.register("/service-worker.js").catch(() => {});
})();
