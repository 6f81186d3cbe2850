import { describe, expect, it } from 'vitest';
import { clockAhead, observeFetch, webTroubleOf } from './index.ts';

describe('what is seen of a call', () => {
  it('is the clock of whoever answers', async () => {
    const date = new Date(Date.now() + 60_000).toUTCString();
    const observed = observeFetch(async () => new Response('', { headers: { date } }));
    await observed.fetch();
    expect(observed.aheadMs()).toBeGreaterThan(58_000);
    expect(observed.aheadMs()).toBeLessThan(62_000);
    expect(clockAhead('yesterday', 0, 0)).toBeNull();
  });

  it.each<[string, string]>([
    ['ENOTFOUND', 'host-unknown'],
    ['ECONNREFUSED', 'nobody-listens'],
    ['ETIMEDOUT', 'no-answer'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
    ['EWHATEVER', 'other'],
  ])('is why none came: %s', async (code, trouble) => {
    const cause = Object.assign(new Error('http://host/secret'), { code });
    const observed = observeFetch(() => Promise.reject(new TypeError('fetch failed', { cause })));
    await expect(observed.fetch()).rejects.toThrow('fetch failed');
    expect(observed.trouble()).toBe(trouble);
  });

  it('knows a deadline, and looks behind what a wrapper says', () => {
    expect(webTroubleOf(new DOMException('The deadline.', 'TimeoutError'))).toBe('no-answer');
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const wrapped = Object.assign(new Error('not connected', { cause: refused }), { code: 'ERR_PEER_NOT_CONNECTED' });
    expect(webTroubleOf(wrapped)).toBe('nobody-listens');
  });
});
