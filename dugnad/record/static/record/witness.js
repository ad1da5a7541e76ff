// This browser as a witness: it keeps the last signed head of the record, and refuses, loudly, one that does not go on
// from it. It checks signatures (Ed25519) and proofs (RFC 9162) itself. Without this script the head can be noted down.
(() => {
  const box = document.querySelector("[data-witness]");
  if (!box || !window.crypto?.subtle) return;
  const KEPT = "record head";
  const SELDOM = 3600000; // on pages that are about something else
  const store = { // storage may be switched off: then nothing is kept
    get: () => { try { return JSON.parse(localStorage.getItem(KEPT)); } catch { return null; } },
    set: (value) => { try { localStorage.setItem(KEPT, JSON.stringify(value)); } catch { /* nothing to do about it */ } },
  };
  class Refused extends Error {}
  class Unable extends Error {}

  const bytes = (coded) => Uint8Array.from(atob(coded), (sign) => sign.charCodeAt(0));
  const unhex = (told) => Uint8Array.from(told.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
  const sha = async (...parts) => {
    const whole = await new Blob(parts).arrayBuffer();
    return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
  };
  const node = (left, right) => sha(new Uint8Array([1]), left, right);
  const half = (number) => Math.floor(number / 2); // not bits: those end at 32

  const goesOn = async (old, now, path) => {
    if (old.size === now.size) return same(old.root, now.root);
    if (!(old.size > 0 && old.size < now.size)) return false;
    const told = Number.isInteger(Math.log2(old.size)) ? [old.root, ...path] : [...path];
    if (!told.length) return false;
    let [place, last] = [old.size - 1, now.size - 1];
    while (place % 2) [place, last] = [half(place), half(last)];
    let [before, after] = [told[0], told[0]];
    for (const one of told.slice(1)) {
      if (last === 0) return false;
      if (place % 2 || place === last) {
        [before, after] = [await node(one, before), await node(one, after)];
        while (place % 2 === 0 && place) [place, last] = [half(place), half(last)];
      } else after = await node(after, one);
      [place, last] = [half(place), half(last)];
    }
    return last === 0 && same(before, old.root) && same(after, now.root);
  };

  const includes = async (index, head, leaf, path) => {
    if (!(index >= 0 && index < head.size)) return false;
    let [place, last, found] = [index, head.size - 1, leaf];
    for (const one of path) {
      if (last === 0) return false;
      if (place % 2 || place === last) {
        found = await node(one, found);
        while (place % 2 === 0 && place) [place, last] = [half(place), half(last)];
      } else found = await node(found, one);
      [place, last] = [half(place), half(last)];
    }
    return last === 0 && same(found, head.root);
  };

  // What a head says, if it is signed with this key.
  const open = async (note, key) => {
    const [, name, id, coded] = key.match(/^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/) ?? [];
    const [, text, lines] = note.match(/^([^]*\n)\n([^]*)$/) ?? [];
    if (!coded || !lines) throw new Refused("signature");
    const raw = bytes(coded);
    const signed = lines.split("\n").map((line) => line.split(" "))
      .find(([dash, by, told]) => dash === "—" && by === name && told && same(bytes(told).slice(0, 4), unhex(id)));
    let known;
    try {
      known = await crypto.subtle.importKey("raw", raw.slice(1), "Ed25519", false, ["verify"]);
    } catch { throw new Unable(); }
    const said = new TextEncoder().encode(text);
    if (!signed || !(await crypto.subtle.verify("Ed25519", known, bytes(signed[2]).slice(4), said))) throw new Refused("signature");
    const [origin, size, root] = text.split("\n");
    if (origin !== name || !/^(0|[1-9][0-9]{0,14})$/.test(size)) throw new Refused("signature");
    return { size: Number(size), root: bytes(root), note };
  };

  const json = async (address) => {
    const answer = await fetch(address, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.status === 204 ? undefined : answer.json();
  };
  const compare = async (kept, told) => {
    const now = await open(told.note, kept?.key ?? told.key);
    if (!kept) return now;
    const old = await open(kept.note, kept.key);
    const path = old.size < now.size ? (await json(box.dataset.proof.replace("/1/1/", `/${old.size}/${now.size}/`))).proof : [];
    if (old.size > now.size) throw new Refused("shorter");
    if (!(await goesOn(old, now, path.map(unhex)))) throw new Refused("changed");
    return now;
  };
  const receipt = async (head) => {
    const told = await json(box.dataset.receipt);
    if (told.head !== head.note) return false; // signed anew this very moment
    const leaf = await sha(new Uint8Array([0]), new TextEncoder().encode(told.data));
    if (!(await includes(told.index, head, leaf, told.proof.map(unhex)))) throw new Refused("entry");
    return true;
  };

  const tell = (which, kept, refused) => {
    box.hidden = "quiet" in box.dataset && which !== "refused";
    for (const part of box.querySelectorAll("[data-said]")) part.hidden = part.dataset.said !== which;
    const shown = (name, text) => { for (const part of box.querySelectorAll(name)) part.textContent = text; };
    shown("[data-kept]", kept ?? "");
    shown("[data-refused]", refused ?? "");
  };

  const look = async () => {
    const kept = store.get();
    if (kept?.refused) return tell("refused", kept.note, kept.refused);
    if ("quiet" in box.dataset && Date.now() - (kept?.at ?? 0) < SELDOM) return undefined;
    let told;
    try {
      told = await json(box.dataset.head);
      if (!told && !kept) return undefined; // nothing has been signed yet
      const now = await compare(kept, told);
      store.set({ key: kept?.key ?? told.key, note: now.note, at: Date.now() });
      if (box.dataset.receipt && (await receipt(now))) return tell("entry");
      return tell(kept ? "same" : "first");
    } catch (error) {
      if (error instanceof Unable) return tell("unable");
      if (!(error instanceof Refused)) return tell("later");
      store.set({ ...(kept ?? { key: told.key, note: "" }), refused: told.note });
      return tell("refused", kept?.note, told.note);
    }
  };
  box.querySelector("[data-anew]")?.addEventListener("click", () => {
    try { localStorage.removeItem(KEPT); } catch { /* nothing was kept */ }
    look();
  });
  look();
})();
