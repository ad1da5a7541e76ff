// A piece of work for the browser that signs: a number that makes a hash begin with 15 zeros (dugnad/campaigns/proof.py).
// It is over the address, or what else `data-prove` names, and begins when that was typed. Without it the form works all the same; fewer of those are taken from one network.
"use strict";
(() => {
  const form = document.querySelector("form[data-prove]");
  if (!form || !window.crypto?.subtle) return;
  const [address, stamp, proof] = [form.dataset.prove || "email", "stamp", "proof"].map((name) => form.elements[name]);
  const bytes = new TextEncoder();
  let running = null;

  async function found(said) {
    for (let number = 0; number < 1e7; number += 64) {
      const tries = Array.from({ length: 64 }, (_, more) =>
        crypto.subtle.digest("SHA-256", bytes.encode(`${said}${number + more}`)));
      const hit = (await Promise.all(tries)).findIndex((hash) => new DataView(hash).getUint32(0) >>> 17 === 0);
      if (hit >= 0) return String(number + hit);
    }
    return "";
  }

  function prove() {
    const said = `${stamp.value}\n${address.value.trim()}\n`;
    if (running?.said !== said) running = { said, done: found(said) };
    return running.done;
  }

  address.addEventListener("change", prove);
  form.addEventListener("submit", async (event) => {
    if (proof.value) return;
    event.preventDefault();
    proof.value = await prove();
    form.submit(); // not requestSubmit, which does nothing while this event is still on its way
  });
  window.addEventListener("pageshow", () => { proof.value = ""; });
})();
