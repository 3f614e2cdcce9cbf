import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { browserGuard } from './browser-guard.ts';
import { callerRoutes } from './caller-routes.ts';
import type { Exchange } from './exchange.ts';
import type { EmulatorOptions } from './options.ts';
import { callAutomationRoutes } from './rest/call-automation-routes.ts';
import type { TokenSigner } from './token-signer.ts';

/** What the web application is made of. */
export interface WebAppOptions extends Exchange {
  readonly options: EmulatorOptions;
  readonly accessKey: string;
  readonly signer: TokenSigner;
  readonly allowedHosts: readonly string[];
}

/** All of the emulator's HTTP: Call Automation's REST, the caller API and the page's files. */
export function webApp(parts: WebAppOptions): Hono {
  const { options, switchboard, phones, feed, signer, accessKey } = parts;
  const app = new Hono();
  const guard = browserGuard(parts.allowedHosts);
  app.use('/calling/*', guard);
  app.use('/emulator/*', guard);
  app.route(
    '/',
    callAutomationRoutes({
      switchboard,
      feed,
      signer,
      accessKey,
      httpsCallbacksOnly: options.httpsCallbacksOnly ?? false,
      cognitiveServicesRequired: options.cognitiveServicesRequired ?? false,
    }),
  );
  app.route('/emulator', callerRoutes({ switchboard, phones, lines: options.lines ?? [] }));
  if (options.phoneDirectory !== undefined) {
    app.use('/*', secureHeaders(), serveStatic({ root: options.phoneDirectory }));
  }
  app.onError((error, c) => {
    options.log?.(`a request failed inside the emulator: ${error.name}`);
    return c.json({ error: { code: '9999', message: 'The emulator failed.' } }, 500);
  });
  return app;
}
