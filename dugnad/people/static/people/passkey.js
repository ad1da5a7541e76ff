// Passkeys: a form with data-passkey="create" or "use" asks the browser for one and sends what it answers.
// The form holds a hidden input "credential"; its buttons stay hidden where there are no passkeys.
// What the browser is asked comes from the JSON element named by data-options, or from the address in data-ask.
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const withBytes = (key) => ({
    ...key,
    challenge: bytes(key.challenge),
    ...(key.user && { user: { ...key.user, id: bytes(key.user.id) } }),
    excludeCredentials: (key.excludeCredentials || []).map((one) => ({ ...one, id: bytes(one.id) })),
    allowCredentials: (key.allowCredentials || []).map((one) => ({ ...one, id: bytes(one.id) })),
  });

  // A key that can be found without a handle, and that the device lets out to its owner only.
  const forKeeps = (key) => ({
    ...key,
    authenticatorSelection: {
      ...key.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required",
    },
  });

  const told = (credential) => {
    const { response } = credential;
    const parts = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[name]) parts[name] = text(response[name]);
    }
    if (response.getTransports) parts.transports = response.getTransports();
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response: parts,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  };

  const asked = async (form) => {
    if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
    const answer = await fetch(form.dataset.ask, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };

  const answered = async (form) => {
    const wanted = await asked(form);
    if (form.dataset.passkey === "create") {
      const { publicKey } = wanted.creation_options;
      return navigator.credentials.create({ publicKey: withBytes(forKeeps(publicKey)) });
    }
    return navigator.credentials.get({ publicKey: withBytes(wanted.request_options.publicKey) });
  };

  const say = (form, which) => {
    for (const line of form.querySelectorAll("[data-said]")) line.hidden = line.dataset.said !== which;
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) {
      say(form, "unable");
      continue;
    }
    for (const part of form.querySelectorAll("[data-able]")) part.hidden = false;
    say(form, "");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      say(form, "waiting");
      try {
        form.elements.credential.value = JSON.stringify(told(await answered(form)));
        form.submit();
      } catch (error) {
        say(form, error.name === "InvalidStateError" ? "known" : "stopped");
      }
    });
  }
})();
