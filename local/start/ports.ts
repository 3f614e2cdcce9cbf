import type { Server } from 'node:net';
import { createServer } from 'node:net';
import type { Result } from '../../src/result.ts';
import { failed, ok } from '../../src/result.ts';
import { parsePort } from '../functions-host/port.ts';

/** Where the parts of a local line listen, all on 127.0.0.1. */
export interface LocalPorts {
  readonly functions: number;
  readonly emulator: number;
  readonly tables: number;
}

const portSettings = {
  functions: { variable: 'FUNCTIONS_PORT', portDefault: 7071 },
  emulator: { variable: 'EMULATOR_PORT', portDefault: 7072 },
  tables: { variable: 'TABLES_PORT', portDefault: 10_002 },
} as const;

/**
 * Reads the ports from the environment, 0 meaning any free one, and makes sure that they are free before anything is started.
 * The error lists every wrong or taken port with its variable.
 */
export async function choosePorts(env: NodeJS.ProcessEnv): Promise<Result<LocalPorts, readonly string[]>> {
  const servers: Server[] = [];
  const problems: string[] = [];
  const choose = async (part: keyof LocalPorts): Promise<number> => {
    const { variable, portDefault } = portSettings[part];
    const wanted = parsePort(env[variable], portDefault);
    if (wanted === undefined) {
      problems.push(`${variable} is no port: it must be a number from 0 (any free one) to 65535.`);
      return 0;
    }
    const server = await listen(wanted);
    if (server === undefined) {
      problems.push(`Port ${wanted} is taken. Stop what uses it, or set ${variable} to another (0: any free one).`);
      return 0;
    }
    servers.push(server);
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : wanted;
  };
  // All three are held until all are chosen, so that none is chosen twice.
  const ports = {
    functions: await choose('functions'),
    emulator: await choose('emulator'),
    tables: await choose('tables'),
  };
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return problems.length > 0 ? failed(problems) : ok(ports);
}

/** A server on the port, or undefined if it cannot be had. */
function listen(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
