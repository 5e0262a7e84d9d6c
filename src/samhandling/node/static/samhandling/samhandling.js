// Two small things that pages work without: news every third second, and a warning before log-out.
"use strict";

const NEWS_EVERY = 3000; // ms
const WARN_BEFORE = 120; // seconds
const PATIENCE = 15000; // ms for an answer
let unanswered = 0; // questions on end; after the second, the page says that it may be old

// News. An element with data-news holds an address; the server answers 204, or a new version of the elements
// that it names by id. XMLHttpRequest parses the answer to a document itself, so no text becomes HTML here.
function askForNews(place) {
  const request = new XMLHttpRequest();
  request.responseType = "document";
  request.open("GET", place.dataset.news);
  request.timeout = PATIENCE;
  request.onload = () => {
    tellOfContact(request.status < 500);
    if (request.status === 401) return location.reload();
    if (request.status === 200 && request.response) show(request.response);
  };
  request.onerror = request.ontimeout = () => tellOfContact(false);
  request.onloadend = () => setTimeout(askAgain, NEWS_EVERY);
  request.send();
}

function tellOfContact(answered) {
  unanswered = answered ? 0 : unanswered + 1;
  const notice = document.getElementById("no-contact");
  if (notice) notice.hidden = unanswered < 2;
}

function show(news) {
  for (const part of news.querySelectorAll("[id][data-part]")) {
    const old = document.getElementById(part.id);
    if (!old) continue;
    const focused = old.contains(document.activeElement) && document.activeElement.getAttribute("href");
    old.replaceWith(document.importNode(part, true));
    if (focused) document.getElementById(part.id).querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  }
}

function askAgain() {
  const place = document.querySelector("[data-news]");
  if (!place) return;
  const busy = place.querySelector("input:checked"); // a row that is ticked must not be taken away
  if (document.hidden || busy) setTimeout(askAgain, NEWS_EVERY);
  else askForNews(place);
}

// Log-out. The server ends the session; the page only says so before it happens.
function warnOfLogOut(warning) {
  const opened = performance.now();
  const limit = Number(warning.dataset.limit);
  setInterval(() => {
    const idle = (performance.now() - opened) / 1000;
    warning.hidden = idle < limit - WARN_BEFORE;
    if (idle > limit + 1) location.reload();
  }, 1000);
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
for (const choice of document.querySelectorAll("select[data-submits]")) {
  choice.addEventListener("change", () => choice.form.requestSubmit());
}
const warning = document.getElementById("idle-warning");
if (warning) warnOfLogOut(warning);
setTimeout(askAgain, NEWS_EVERY);
