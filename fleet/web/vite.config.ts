import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2022",
    // The content security policy lets fonts come from this origin only, not from data: addresses.
    assetsInlineLimit: 0,
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Changes seldom, so browsers keep it.
            { name: "vendor", test: /node_modules\/(react|react-dom|scheduler|@tanstack)\// },
            // The charts come later than their page and need no more of it than this.
            {
              name: "probes",
              test: /pages\/station\/(probes|probeWords)\.ts/,
              includeDependenciesRecursively: false,
            },
          ],
        },
      },
    },
    // Counted after compression by scripts/budget.ts.
    chunkSizeWarningLimit: 1000,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
