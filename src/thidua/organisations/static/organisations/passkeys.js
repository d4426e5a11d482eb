// Passkeys: what the server asks is given to the browser, its answer goes into the form.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const credentials = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

async function asked(form) {
  const answer = await fetch(form.dataset.passkey, { headers: { accept: "application/json" } });
  return (await answer.json()).publicKey;
}

async function made(form) {
  const options = await asked(form);
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: credentials(options.excludeCredentials),
    },
  });
  return {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    response: {
      clientDataJSON: text(made.response.clientDataJSON),
      attestationObject: text(made.response.attestationObject),
    },
  };
}

async function shown(form) {
  const options = await asked(form);
  const shown = await navigator.credentials.get({
    publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: credentials(options.allowCredentials) },
  });
  return {
    id: shown.id,
    rawId: text(shown.rawId),
    type: shown.type,
    response: {
      clientDataJSON: text(shown.response.clientDataJSON),
      authenticatorData: text(shown.response.authenticatorData),
      signature: text(shown.response.signature),
      userHandle: shown.response.userHandle ? text(shown.response.userHandle) : null,
    },
  };
}

function wire(button, answer) {
  if (!button) return;
  const form = button.closest("form");
  const fails = form.querySelector("[data-passkey-fails]");
  fails.hidden = Boolean(window.PublicKeyCredential);
  if (!fails.hidden) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    fails.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await answer(form));
      form.submit();
    } catch (refused) {
      // closing the browser's own question is an answer, anything else is said
      fails.hidden = refused.name === "NotAllowedError" || refused.name === "AbortError";
      button.focus();
    }
  });
}

wire(document.querySelector("[data-make-passkey]"), made);
wire(document.querySelector("[data-use-passkey]"), shown);
