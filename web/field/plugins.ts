/** What the phone's build alone needs: the service worker that keeps the whole app on the phone. The server gives it at /field/sw.js. */
import { VitePWA } from "vite-plugin-pwa";

const ICONS = [
  { src: "/static/field/favicon.svg", sizes: "any", type: "image/svg+xml" },
  { src: "/static/field/icon-192.png", sizes: "192x192", type: "image/png" },
  { src: "/static/field/icon-512.png", sizes: "512x512", type: "image/png" },
];

export const plugins = [
  VitePWA({
    strategies: "generateSW",
    filename: "sw.js",
    injectRegister: false,
    manifest: {
      name: "Doorstep",
      short_name: "Doorstep",
      lang: "zh-CN",
      start_url: "/field/",
      scope: "/field/",
      display: "standalone",
      background_color: "#ffffff",
      theme_color: "#ffffff",
      icons: ICONS,
    },
    workbox: {
      globPatterns: ["**/*.{js,css,html,svg,wasm}"],
      maximumFileSizeToCacheInBytes: 4 * 2 ** 20,
      inlineWorkboxRuntime: true,
      clientsClaim: true,
      navigateFallback: "/field/",
      navigateFallbackDenylist: [/^\/(?!field\/)/, /^\/field\/sw\.js/],
      // The files lie under /static/field/, but the page itself is asked for at /field/.
      manifestTransforms: [
        (entries) => ({
          manifest: entries.map((entry) => {
            const name = entry.url.replace(/^\/?(static\/field\/)?/, "");
            return { ...entry, url: name === "index.html" ? "/field/" : `/static/field/${name}` };
          }),
          warnings: [],
        }),
      ],
    },
  }),
];
