export type LinkVerdict = 'encrypted' | 'loopback' | 'plain';

const loopback = /^(?:|\/.*|localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * Whether somebody on the way could hear or change what is said over a DATABASE_URL or a REDIS_URL: encrypted to a
 * server that is not verified counts as plain. A socket of this machine's own is loopback.
 */
export function judgeLink(address: string): LinkVerdict {
  const url = new URL(address);
  if (loopback.test(url.searchParams.get('host') ?? url.hostname)) return 'loopback';
  if (url.protocol.startsWith('redis')) return url.protocol === 'rediss:' ? 'encrypted' : 'plain';
  return isVerified(url.searchParams) ? 'encrypted' : 'plain';
}

/** As `pg` reads an address: whichever mode but these two verifies the server, unless libpq's own reading is asked for. */
function isVerified(settings: URLSearchParams): boolean {
  const mode = settings.get('sslmode');
  if (mode === 'disable' || mode === 'no-verify') return false;
  if (settings.get('uselibpqcompat') === 'true') return mode === 'verify-full';
  const asked = mode !== null || settings.has('sslrootcert') || /^(?:true|1)$/.test(settings.get('ssl') ?? '');
  return asked && settings.get('ssl') !== '0';
}
