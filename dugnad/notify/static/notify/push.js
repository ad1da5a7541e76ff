// Lets this browser be woken: asks it for an address at its push service, and sends that with the form.
// Without this script, or in a browser that cannot, the form stays hidden, and the page says so.
(() => {
  const form = document.querySelector("form[data-push]");
  const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  const say = (which) => {
    for (const line of document.querySelectorAll("[data-push-said]")) line.hidden = line.dataset.pushSaid !== which;
  };
  if (!form || !able) return;

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

  const subscribed = async () => {
    await navigator.serviceWorker.register(form.dataset.worker, { scope: "/" });
    const { pushManager } = await navigator.serviceWorker.ready;
    const wish = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.push) };
    try {
      return await pushManager.subscribe(wish);
    } catch (error) {
      const before = await pushManager.getSubscription();
      if (error.name !== "InvalidStateError" || !before) throw error;
      await before.unsubscribe(); // made with another key
      return pushManager.subscribe(wish);
    }
  };

  form.hidden = false;
  say(Notification.permission === "denied" ? "denied" : "");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say("waiting");
    try {
      form.elements.endpoint.value = (await subscribed()).endpoint;
      form.submit();
    } catch {
      say(Notification.permission === "denied" ? "denied" : "stopped");
    }
  });
})();
