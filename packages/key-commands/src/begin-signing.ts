import { beginSigning, findPreparedKey, importSigningJwk } from '@desk/crypto';
import type { KeyDesk, PeerVerdict } from './key-desk.ts';
import { refuse, type Told, tell } from './told.ts';

const reasons: Readonly<Record<Exclude<PeerVerdict, 'accepted'>, string>> = {
  refused: 'The other zone does not believe this key yet: its public half belongs into `peers/` on every host there.',
  away: 'The other zone does not answer, so that nobody knows whether it believes this key. Try again once it does.',
  'not-asked':
    'The address of the other zone is not set here, so that it cannot be asked. `--unasked` begins all the same.',
};

/** From now on the prepared pair signs: only where the other zone already believes it, or nobody is to ask. */
export async function beginToSign(
  desk: Pick<KeyDesk, 'dir' | 'tryAtPeer'>,
  { unasked }: { readonly unasked: boolean },
): Promise<Told> {
  const prepared = await findPreparedKey(desk.dir);
  if (prepared !== null && !unasked) {
    const key = await importSigningJwk(prepared.jwk, 'private');
    if (!key?.privateKey || key.kid !== prepared.kid) {
      return refuse(`The prepared pair ${prepared.kid} cannot be read. Remove it and make another.`);
    }
    const verdict = await desk.tryAtPeer({ kid: key.kid, privateKey: key.privateKey });
    if (verdict !== 'accepted') return refuse(reasons[verdict]);
  }
  return tell(await beginSigning(desk.dir), [
    'Services of this zone sign with it within 5 s; the former pair is still believed.',
    'Then, once every host of this zone has begun: `desk keys retire signing`.',
  ]);
}
