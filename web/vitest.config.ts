/** The unit tests beside the code: the judge without a browser, everything else in an imitated one; no server. */
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [vue()],
  test: {
    projects: [
      { test: { name: "judge", include: ["common/judge/**/*.test.ts"], environment: "node" } },
      {
        extends: true,
        test: {
          name: "screens",
          include: ["{common,console,field,door}/**/*.test.ts"],
          exclude: ["common/judge/**", "**/node_modules/**"],
          environment: "happy-dom",
          setupFiles: ["common/testing/setup.ts"],
        },
      },
    ],
  },
});
