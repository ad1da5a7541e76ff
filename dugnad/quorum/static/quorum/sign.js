// Keys that stay in this browser, and signatures made with them: Ed25519 of the browser's own cryptography.
// A form with data-sign="key" makes a key known, one with data-sign="approve" signs the words in data-text. The button
// data-make stays hidden where the browser cannot; the fields can then be filled by hand.
(() => {
  const form = document.querySelector("form[data-sign]");
  if (!form) return;
  const { circle, handle } = form.dataset;
  const known = form.dataset.public || "";
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const bytes = (text) => new TextEncoder().encode(text);
  const say = (which) => {
    for (const line of form.querySelectorAll("[data-said]")) line.hidden = line.dataset.said !== which;
  };
  const offer = () => { for (const part of form.querySelectorAll("[data-able]")) part.hidden = false; };

  const inStore = (mode, act) => new Promise((resolve, reject) => {
    const opening = indexedDB.open("signing-keys", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("keys");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const turn = database.transaction("keys", mode);
      const asked = act(turn.objectStore("keys"));
      turn.oncomplete = () => { database.close(); resolve(asked.result); };
      turn.onerror = turn.onabort = () => { database.close(); reject(turn.error); };
    };
  });
  const name = `${circle} ${handle}`;
  const mine = () => inStore("readonly", (store) => store.get(name));
  const keep = (pair) => inStore("readwrite", (store) => store.put(pair, name));
  const sign = async (pair, text) => hex(await crypto.subtle.sign("Ed25519", pair.privateKey, bytes(text)));
  const publicOf = async (pair) => hex(await crypto.subtle.exportKey("raw", pair.publicKey));

  const makeKey = async () => {
    const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    const key = await publicOf(pair);
    // As RFC 8785 writes it: the names are in their order, and JSON.stringify does the rest.
    const proof = await sign(pair, JSON.stringify({ circle, for: "dugnad signing key 1", handle, key }));
    await keep(pair);
    await navigator.storage?.persist?.();
    form.elements.public.value = key;
    form.elements.proof.value = proof;
  };

  const approve = async () => {
    form.elements.signature.value = await sign(await mine(), document.querySelector("[data-text]").textContent);
  };

  const begin = async () => {
    if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return say("unable");
    const pair = await mine();
    const same = pair && (await publicOf(pair)) === known;
    if (form.dataset.sign === "key") {
      const probe = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
      if (probe) offer();
      return say(same ? "here" : known ? (pair ? "other" : "none") : "");
    }
    if (same) offer();
    return say(same ? "" : pair ? "other" : "none");
  };

  form.querySelector("[data-make]").addEventListener("click", async (event) => {
    event.target.disabled = true;
    try {
      await (form.dataset.sign === "key" ? makeKey() : approve());
      form.submit();
    } catch {
      event.target.disabled = false;
      say("unable");
    }
  });
  begin().catch(() => say("unable"));
})();
