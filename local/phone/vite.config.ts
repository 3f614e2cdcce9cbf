import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The emulator that `vite` alone (development of the page itself) talks to; `npm start` serves both from one origin. */
const EMULATOR_URL = 'http://127.0.0.1:7072';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  server: {
    // The emulator refuses requests of foreign origins, hence `changeOrigin` and the rewritten header.
    proxy: {
      '/emulator': { target: EMULATOR_URL, ws: true, changeOrigin: true, headers: { origin: EMULATOR_URL } },
    },
  },
});
