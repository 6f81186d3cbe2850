/** Words behind which an address stands that nobody sees; places are in UTF-16 units. */
export interface HiddenAddress {
  readonly offset: number;
  readonly length: number;
  readonly address: string;
}

/** As `unfoldAddresses` writes them. */
const unfolded = / ‹[a-z][a-z0-9+.-]{1,20}:[^‹›\s]{1,2048}›/i;

/**
 * The words with every hidden address beside its own: `тут ‹https://example.test/›`. Whoever reads them, here or in the
 * tracker, sees where they lead. What would not fit into `unitsMax` UTF-16 units stays folded.
 */
export function unfoldAddresses(text: string, hidden: readonly HiddenAddress[], unitsMax: number): string {
  let room = unitsMax - text.length;
  let shown = '';
  let end = 0;
  for (const { offset, length, address } of hidden.toSorted((one, other) => one.offset - other.offset)) {
    const until = offset + length;
    const note = ` ‹${address}›`;
    if (offset < end || until > text.length || says(text.slice(offset, until), address) || note.length > room) continue;
    shown += text.slice(end, until) + note;
    room -= note.length;
    end = until;
  }
  return shown + text.slice(end);
}

/** Words that must be brought as words: in the message itself an address hides. */
export function holdsUnfolded(text: string): boolean {
  return unfolded.test(text);
}

/** `example.test` does not hide `https://example.test/`. */
function says(words: string, address: string): boolean {
  const plain = (one: string) =>
    one
      .trim()
      .replace(/^https?:\/\//i, '')
      .replace(/\/$/, '');
  return plain(words) === plain(address);
}
