import { createRequire } from 'node:module';

/** A table service of a test's own. */
export interface TestTables {
  readonly connectionString: string;
  close(): Promise<void>;
}

interface TableServer {
  start(): Promise<void>;
  close(): Promise<void>;
  getHttpServerAddress(): string;
}

/** Azurite's public account and key. Source: Microsoft, "Use the Azurite emulator", well-known storage account and key. */
const account = 'devstoreaccount1';
const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** Starts Azurite's table service in this process, on a free port and in memory. */
export async function startTestTables(): Promise<TestTables> {
  const server = tableServer();
  await server.start();
  const endpoint = `${server.getHttpServerAddress()}/${account}`;
  return {
    connectionString: `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${accountKey};TableEndpoint=${endpoint};`,
    close: () => server.close(),
  };
}

/** Azurite has no types and no public way to start inside a process, so its version is pinned: positions of 3.35.0. */
function tableServer(): TableServer {
  const require = createRequire(import.meta.url);
  // Azurite comes without types for these.
  const { default: Server } = require('azurite/dist/src/table/TableServer') as {
    default: new (configuration: object) => TableServer;
  };
  // Azurite comes without types for these.
  const { default: Configuration } = require('azurite/dist/src/table/TableConfiguration') as {
    default: new (...values: unknown[]) => object;
  };
  const off = false;
  const skipApiVersionCheck = true;
  const [log, path, loose, certificate, oauth] = [undefined, undefined, off, undefined, undefined];
  const inMemory = true;
  return new Server(
    new Configuration(
      ...['127.0.0.1', 0, undefined, undefined, off, off, log, path, loose, skipApiVersionCheck],
      ...[certificate, undefined, undefined, oauth, off, inMemory],
    ),
  );
}
