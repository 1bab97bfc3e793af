/* What makes reading quicker where scripts run. Every page works without this file. */
"use strict";

/* One key to search from anywhere; Escape leaves the field. */
document.addEventListener("keydown", (event) => {
  const field = document.getElementById("q");
  if (!field || event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    field.focus();
    field.select();
  } else if (event.key === "Escape" && event.target === field) {
    field.blur();
  }
});

/* A bar on top while the server works on what was asked for. */
const busy = () => document.documentElement.setAttribute("data-busy", "");
const idle = () => document.documentElement.removeAttribute("data-busy");
document.addEventListener("submit", (event) => { if (!event.defaultPrevented) busy(); });
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const plain = link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  const file = link && /[?&]format=|\.ics|\/citation/.test(link.href);
  if (plain && !file && link.origin === location.origin && link.pathname !== location.pathname) busy();
});
window.addEventListener("pageshow", idle);

/* Fields that were not filled in need not stand in the address. */
document.addEventListener("submit", (event) => {
  if (event.target.method !== "get") return;
  for (const field of event.target.elements) {
    if (field.name && !field.value && !field.disabled) {
      field.disabled = true;
      setTimeout(() => { field.disabled = false; }, 0);
    }
  }
});

/* A handle that moves a day: the page is asked again and the part that answers is put in its place. */
const DAY = 86400000;
for (const handle of document.querySelectorAll("input[type=range][data-moves]")) {
  const target = document.getElementById(handle.dataset.moves);
  const form = handle.form;
  const first = Date.parse(handle.dataset.first);
  const output = handle.closest(".field").querySelector("output");
  handle.min = "0";
  handle.max = String(Math.round((Date.parse(handle.dataset.last) - first) / DAY));
  handle.value = String(Math.round((Date.parse(target.value) - first) / DAY));
  handle.closest(".field").hidden = false;
  handle.addEventListener("input", () => {
    target.value = new Date(first + Number(handle.value) * DAY).toISOString().slice(0, 10);
    output.textContent = target.value;
    handle.setAttribute("aria-valuetext", target.value);
    later(form);
  });
  target.addEventListener("change", () => {
    handle.value = String(Math.round((Date.parse(target.value) - first) / DAY));
    output.textContent = target.value;
  });
}

let waiting = 0;
let asked = null;
function later(form) {
  clearTimeout(waiting);
  waiting = setTimeout(() => { renew(form); }, 120);
}

async function renew(form) {
  const part = document.querySelector(form.dataset.live);
  const fields = [...new FormData(form)].filter(([, value]) => value);
  const address = `${form.action.split("?")[0]}?${new URLSearchParams(fields)}`;
  if (asked) asked.abort();
  asked = new AbortController();
  part.setAttribute("aria-busy", "true");
  busy();
  try {
    const answer = await fetch(address, { signal: asked.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector(form.dataset.live);
    if (fresh) {
      part.replaceChildren(...fresh.childNodes);
      history.replaceState(null, "", address);
    }
    part.removeAttribute("aria-busy");
    idle();
  } catch (error) {
    if (error.name !== "AbortError") { location.assign(address); }
  }
}

/* Copying what is to be cited. */
for (const button of document.querySelectorAll("button[data-copies]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copies).textContent;
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(text.trim());
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(document.getElementById(button.dataset.copies));
      button.textContent = "Selected: press Ctrl+C";
    }
    setTimeout(() => { button.textContent = before; }, 2000);
  });
}

/* Searches that a reader keeps stay in this browser. */
const shelf = document.querySelector("[data-saved]");
if (shelf) {
  const KEY = `tracker.searches ${shelf.dataset.saved}`;
  const read = () => { try { return JSON.parse(localStorage.getItem(KEY)) || []; } catch { return []; } };
  const write = (kept) => { try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* private window */ } };
  const list = shelf.querySelector("ul");
  const draw = () => {
    list.replaceChildren(...read().map((one) => {
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = `${shelf.dataset.saved}${one.query}`;
      link.textContent = one.name;
      const drop = document.createElement("button");
      drop.type = "button";
      drop.className = "quiet";
      drop.textContent = "×";
      drop.setAttribute("aria-label", `Forget ${one.name}`);
      drop.addEventListener("click", () => { write(read().filter((other) => other.name !== one.name)); draw(); });
      line.append(link, " ", drop);
      return line;
    }));
  };
  shelf.hidden = false;
  shelf.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const name = shelf.querySelector("input").value.trim();
    if (!name) return;
    write([...read().filter((one) => one.name !== name), { name, query: location.search }]);
    shelf.querySelector("input").value = "";
    draw();
  });
  draw();
}
