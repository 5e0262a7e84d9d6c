// Saves a draft while somebody writes it. The form works without: its buttons save as well.
"use strict";

const PAUSE = 1500; // ms after the last key

function keepSaving(form) {
  const told = document.getElementById("lagret");
  let waiting = 0;
  let saving = false;
  let changed = false;

  async function save() {
    if (saving) return;
    saving = true;
    changed = false;
    try {
      const typed = new FormData(form);
      typed.delete("files"); // they leave by their own button, once
      const answer = await fetch(form.dataset.autosave, {method: "POST", body: typed, redirect: "error"});
      told.textContent = answer.ok ? await answer.text() : form.dataset.failed;
    } catch {
      told.textContent = form.dataset.failed;
    }
    saving = false;
    if (changed) wait();
  }

  function wait() {
    changed = true;
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  }

  form.addEventListener("input", wait);
  form.addEventListener("submit", () => clearTimeout(waiting));
}

// A link to a field in a closed part of the form opens it
function openAround(id) {
  let place = id && document.getElementById(id);
  for (let part = place; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
  if (!place) return;
  const field = place.matches("input, select, textarea") ? place : place.querySelector("input:not([type=hidden]), select, textarea");
  (field ?? place).focus();
}

const form = document.querySelector("form[data-autosave]");
if (form) keepSaving(form);
if (form) {
  addEventListener("hashchange", () => openAround(decodeURIComponent(location.hash.slice(1))));
  if (location.hash) openAround(decodeURIComponent(location.hash.slice(1)));
}
