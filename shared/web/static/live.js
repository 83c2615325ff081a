// Keeps <section id="…" data-live="20"> up to date: the page is fetched again from its own address,
// every so many seconds or as soon as the stream in data-live-events says something happened, and
// sections that changed are replaced where they stand. Nothing moves: focus stays in the same row,
// the page keeps its scroll position, and a section somebody is working in is left alone.

const SLOWEST = 300;

export function refreshLive(root) {
  const sections = () => [...root.querySelectorAll("[data-live][id]")];
  if (!sections().length) return;
  const seconds = Math.max(5, ...sections().map((section) => Number(section.dataset.live) || 20));
  const stream = sections().find((section) => section.dataset.liveEvents)?.dataset.liveEvents;
  let wait = seconds;
  let timer = 0;
  let busy = false;

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(now, wait * 1000);
  };
  const now = async () => {
    if (busy || document.hidden) return later();
    busy = true;
    wait = (await refresh(root, sections())) ? seconds : Math.min(wait * 2, SLOWEST);
    busy = false;
    later();
  };

  document.addEventListener("visibilitychange", () => document.hidden || now());
  if (stream) follow(stream, now);
  later();
}

function follow(address, happened) {
  let waiting = 0;
  const source = new EventSource(address);
  source.onmessage = () => {
    clearTimeout(waiting); // many events at once are one refresh
    waiting = setTimeout(happened, 250);
  };
  addEventListener("pagehide", () => source.close());
}

async function refresh(root, sections) {
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" }, redirect: "manual" });
    // Signed out, or the token is to be renewed: the page itself goes where the answer leads.
    if (answer.type === "opaqueredirect") location.reload();
    if (!answer.ok) return false;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const section of sections) replace(section, fresh.getElementById(section.id));
    return true;
  } catch {
    return false; // offline, or signed out: try again later, slower
  }
}

function replace(section, fresh) {
  if (!fresh || fresh.innerHTML === section.innerHTML) return;
  const active = section.contains(document.activeElement) ? document.activeElement : null;
  if (active?.matches("input, textarea, select") || section.querySelector("details[open], dialog[open]")) return;
  const place = active?.getAttribute("href");
  const { scrollX, scrollY } = window;
  section.replaceChildren(...fresh.childNodes);
  if (place) section.querySelector(`a[href="${CSS.escape(place)}"]`)?.focus({ preventScroll: true });
  scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
}
