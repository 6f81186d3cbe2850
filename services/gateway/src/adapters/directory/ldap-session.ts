import { isIP, type Socket, connect as tcpConnect } from 'node:net';
import { type ConnectionOptions, connect as tlsConnect } from 'node:tls';
import { Client, type Entry, type SearchOptions } from 'ldapts';
import { describeLdapFailure, LdapFailure } from './ldap-failure.ts';

export interface LdapServer {
  /** `ldap://` or `ldaps://`, with host and port alone. */
  readonly url: string;
  readonly bindDn: string;
  readonly bindPassword: string;
  /** For `ldap://`: whether the connection is encrypted before anything is said. `ldaps://` always is. */
  readonly startTls: boolean;
  /** Certificates in PEM that are trusted instead of the usual ones. */
  readonly ca: string | null;
}

export interface LdapSessionLimits {
  readonly connectDeadlineMs: number;
  readonly requestDeadlineMs: number;
  readonly pageSize: number;
  readonly pagesMax: number;
  readonly pageBytesMax: number;
}

export const usualLdapLimits: LdapSessionLimits = {
  connectDeadlineMs: 5_000,
  requestDeadlineMs: 30_000,
  pageSize: 500,
  pagesMax: 1_000,
  pageBytesMax: 16 * 1024 * 1024,
};

export interface LdapSearch {
  readonly base: string;
  readonly filter: string;
  readonly attributes: readonly string[];
}

export interface LdapEntry {
  readonly dn: string;
  /** The text values of an attribute, by its name in any case of letters; none where the entry has no such. */
  values(attribute: string): readonly string[];
}

export interface LdapSession {
  isOpen(): boolean;
  /** Everything under `base`, a page at a time. */
  pages(search: LdapSearch): AsyncGenerator<readonly LdapEntry[]>;
  /** `base` itself, if it is there and the filter lets it through. */
  read(search: LdapSearch): Promise<LdapEntry | null>;
  close(): Promise<void>;
}

/** Connects, encrypts and binds. Everything that fails, here and later, is an `LdapFailure`. */
export async function openLdapSession(
  server: LdapServer,
  limits: LdapSessionLimits,
  signal?: AbortSignal,
): Promise<LdapSession> {
  const wire = openWire(server, limits);
  const abort = () => wire.cut('The reading was called off.');
  signal?.addEventListener('abort', abort, { once: true });
  const close = async () => {
    signal?.removeEventListener('abort', abort);
    // Over a connection that is gone the library would wait for its goodbye to be heard.
    if (wire.isOpen()) await Promise.race([wire.client.unbind().catch(() => undefined), wire.closed]);
    wire.cut('closed');
  };
  try {
    signal?.throwIfAborted();
    await withDeadline(limits.connectDeadlineMs, wire.cut, async () => {
      if (server.startTls && !isLdaps(server)) await wire.client.startTLS();
      await wire.client.bind(server.bindDn, server.bindPassword);
    });
  } catch (error) {
    await close();
    throw describeLdapFailure(error);
  }
  return {
    isOpen: wire.isOpen,
    pages: (search) => readPages(wire, search, limits),
    read: (search) => readOne(wire, search),
    close,
  };
}

interface Wire {
  readonly client: Client;
  readonly isOpen: () => boolean;
  readonly closed: Promise<void>;
  /** Throws where the connection is gone. Over StartTLS the library does not notice, and would wait for an answer. */
  readonly refuseClosed: () => void;
  readonly cut: (reason: string) => void;
  /** From now on so many bytes may come, and no more. */
  readonly allowBytes: (bytesMax: number) => void;
}

/**
 * The library reconnects by itself when a connection is lost, and then goes on unencrypted and as nobody. So each wire
 * opens one connection, and never another.
 */
function openWire(server: LdapServer, { connectDeadlineMs, requestDeadlineMs, pageBytesMax }: LdapSessionLimits): Wire {
  const { hostname, port } = new URL(server.url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const at = { host, port: Number(port || (isLdaps(server) ? 636 : 389)) };
  const sockets: Socket[] = [];
  const { promise: closed, resolve: close } = Promise.withResolvers<void>();
  let open = true;
  let bytesLeft = pageBytesMax;

  const cut = (reason: string) => {
    open = false;
    for (const socket of sockets) socket.destroy(new Error(reason));
  };
  const watch = <Opened extends Socket>(socket: Opened): Opened => {
    sockets.push(socket);
    socket.on('close', () => {
      open = false;
      close();
    });
    socket.on('data', (chunk: Buffer) => {
      bytesLeft -= chunk.byteLength;
      if (bytesLeft < 0) cut('A page is too large.');
    });
    return socket;
  };
  const secure = (connection: ConnectionOptions) => {
    const servername = isIP(host) === 0 ? host : '';
    return watch(tlsConnect({ ...connection, host, servername, ...(server.ca !== null && { ca: server.ca }) }));
  };
  const first = () => {
    if (sockets.length > 0) throw connectionClosed();
  };
  const client = new Client({
    url: server.url,
    timeout: requestDeadlineMs,
    connectTimeout: connectDeadlineMs,
    createConnection: () => {
      first();
      return watch(tcpConnect(at));
    },
    createSecureConnection: () => {
      const [plain] = sockets;
      if (plain && !isLdaps(server)) return secure({ socket: plain.removeAllListeners('data') });
      first();
      return secure(at);
    },
  });
  return {
    client,
    isOpen: () => open,
    closed,
    refuseClosed: () => {
      if (!open) throw connectionClosed();
    },
    cut,
    allowBytes: (bytesMax) => {
      bytesLeft = bytesMax;
    },
  };
}

async function* readPages(
  { client, allowBytes, refuseClosed }: Wire,
  { base, filter, attributes }: LdapSearch,
  { pageSize, pagesMax, pageBytesMax }: LdapSessionLimits,
): AsyncGenerator<readonly LdapEntry[]> {
  const options: SearchOptions = { scope: 'sub', filter, attributes: [...attributes], paged: { pageSize } };
  try {
    let pages = 0;
    refuseClosed();
    allowBytes(pageBytesMax);
    for await (const { searchEntries } of client.searchPaginated(base, options)) {
      pages += 1;
      if (pages > pagesMax) throw new LdapFailure(`The LDAP server gives more than ${pagesMax} pages.`);
      yield searchEntries.map(entryOf);
      allowBytes(pageBytesMax);
      refuseClosed();
    }
  } catch (error) {
    throw describeLdapFailure(error);
  }
}

async function readOne(
  { client, allowBytes, refuseClosed }: Wire,
  { base, filter, attributes }: LdapSearch,
): Promise<LdapEntry | null> {
  try {
    refuseClosed();
    allowBytes(usualLdapLimits.pageBytesMax);
    const { searchEntries } = await client.search(base, { scope: 'base', filter, attributes: [...attributes] });
    return searchEntries[0] ? entryOf(searchEntries[0]) : null;
  } catch (error) {
    const failure = describeLdapFailure(error);
    if (failure.missingEntry) return null;
    throw failure;
  }
}

function entryOf({ dn, ...attributes }: Entry): LdapEntry {
  const values = new Map(
    Object.entries(attributes).map(([name, value]) => [
      name.toLowerCase(),
      [value].flat().filter((each) => typeof each === 'string'),
    ]),
  );
  return { dn, values: (attribute) => values.get(attribute.toLowerCase()) ?? [] };
}

/** The library bounds its requests but not the handshake in between. */
async function withDeadline(
  deadlineMs: number,
  cut: (reason: string) => void,
  run: () => Promise<void>,
): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    cut('too late');
    reject(new LdapFailure('The LDAP server cannot be reached, or did not answer in time.', { passing: true }));
  }, deadlineMs);
  try {
    await Promise.race([run(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function isLdaps({ url }: LdapServer): boolean {
  return url.startsWith('ldaps:');
}

function connectionClosed(): LdapFailure {
  return new LdapFailure('The LDAP server closed the connection.', { passing: true });
}
