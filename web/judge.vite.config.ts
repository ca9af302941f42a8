/** The judge alone as one minified file, to see its size (`npm run size`); the screens bundle it with themselves. */
import { defineConfig } from "vite";

export default defineConfig({
  build: {
    lib: { entry: "common/judge/index.ts", name: "judge", formats: ["iife"], fileName: "judge" },
    outDir: "dist/judge",
    minify: "oxc",
    target: "es2022",
    reportCompressedSize: true,
  },
});
