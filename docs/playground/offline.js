// Keeps what the page has loaded: with a network everything comes fresh, without one as it was.

const KEPT = 'playground';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  const urls = Array.isArray(event.data) ? event.data.filter((url) => new URL(url).origin === location.origin) : [];
  event.waitUntil(
    caches.open(KEPT).then(async (cache) => {
      await Promise.all(urls.map((url) => cache.add(url)));
      for (const client of await self.clients.matchAll()) client.postMessage('kept');
    }),
  );
});

self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET' || new URL(event.request.url).origin !== location.origin) return;
  event.respondWith(fetch(event.request).catch(async (error) => {
    const kept = await caches.match(event.request, { ignoreSearch: true, cacheName: KEPT });
    if (kept) return kept;
    throw error;
  }));
});
