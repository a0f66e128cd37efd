// Gives the counter from what was kept, where there is no network; with one, always the newest.
const OWN = new URL("./", location.href).href;
const PARTS = /^(?:kirim|aset|assets|templat)\//;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method !== "GET" || !url.startsWith(OWN) || !PARTS.test(url.slice(OWN.length))) return;
  const kept = () => caches.match(url.split(/[?#]/)[0]).then((answer) => answer || Response.error());
  event.respondWith(fetch(event.request).catch(kept));
});
