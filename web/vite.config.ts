/**
 * One of the three apps, named by APP: `APP=console vite build` lays it where the server finds it.
 *
 * Three builds from one package, so that the phone never loads a chunk it shares with the desktop. What one app alone needs
 * (the phone's service worker) it adds in its own `plugins.ts`.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { TDesignResolver } from "@tdesign-vue-next/auto-import-resolver";
import vue from "@vitejs/plugin-vue";
import Components from "unplugin-vue-components/vite";
import { defineConfig, type PluginOption } from "vite";

const APPS = ["console", "field", "door"] as const;
type App = (typeof APPS)[number];

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

function named(app: string | undefined): App {
  const found = APPS.find((one) => one === app);
  if (found) return found;
  throw new Error(`APP is "${app ?? ""}"; it must be one of ${APPS.join(", ")}: APP=console npm run build`);
}

async function ownPlugins(app: App): Promise<PluginOption[]> {
  const file = here(`./${app}/plugins.ts`);
  return existsSync(file) ? ((await import(file)) as { plugins: PluginOption[] }).plugins : [];
}

export default defineConfig(async () => {
  const app = named(process.env.APP);
  return {
    root: here(`./${app}`),
    base: `/static/${app}/`,
    publicDir: here("./common/public"),
    plugins: [
      vue(),
      app === "console" && Components({ dts: false, dirs: [], resolvers: [TDesignResolver({ library: "vue-next" })] }),
      await ownPlugins(app),
    ],
    define: {
      __VUE_I18N_FULL_INSTALL__: "false",
      __VUE_I18N_LEGACY_API__: "false",
      __INTLIFY_PROD_DEVTOOLS__: "false",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
    build: {
      outDir: here(`../src/doorstep/gate/site/static/${app}`),
      emptyOutDir: true,
      target: "es2022",
      chunkSizeWarningLimit: 700,
    },
  };
});
