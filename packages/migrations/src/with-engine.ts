import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import { readCatalogs } from './read-catalogs.ts';

/** Only what is used of it: neither `es2024` nor Node's own types declare WebAssembly. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
};

export type SchemaFile = { path: string; content: string };

const connectTimeoutMs = 10_000;

/** Runs `work` with Prisma's schema engine over one database, and closes every connection afterwards. */
export async function withEngine<Result>(
  { databaseUrl, schema }: { databaseUrl: string; schema?: SchemaFile },
  work: (engine: SchemaEngine) => Promise<Result>,
): Promise<Result> {
  const { SchemaEngine } = await loadEngine();
  const connections: SqlDriverAdapter[] = [];
  const datamodels: [string, string][] | undefined = schema && [[schema.path, schema.content]];
  const factory = bindMigrationAwareSqlAdapterFactory(connectTo(databaseUrl, connections));
  try {
    const engine = await SchemaEngine.new({ datamodels }, () => undefined, factory);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    // The engine holds its advisory lock by session, so the lock lasts until the connection is closed.
    for (const connection of connections) await connection.dispose();
  }
}

function connectTo(databaseUrl: string, connections: SqlDriverAdapter[]): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg({
    connectionString: databaseUrl,
    max: 1,
    connectionTimeoutMillis: connectTimeoutMs,
  });
  const connect = async () => {
    const connection = readCatalogs(await factory.connect());
    connections.push(connection);
    return connection;
  };
  return { provider: factory.provider, adapterName: factory.adapterName, connect, connectToShadowDb: connect };
}

let loading: ReturnType<typeof instantiate> | undefined;

function loadEngine() {
  loading ??= instantiate();
  return loading;
}

/**
 * By hand, because importing `.wasm` as a module is still experimental in Node and prints a warning; and on demand,
 * because a service needs the engine only while it starts.
 */
async function instantiate() {
  const engine = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(join(dirname(entry), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': engine });
  if (!('__wbg_set_wasm' in engine) || typeof engine.__wbg_set_wasm !== 'function') {
    throw new Error('This version of @prisma/schema-engine-wasm is bound in another way.');
  }
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return engine;
}
