/** Something that must not be found, and by what name a test tells of it. */
export interface Canary {
  readonly name: string;
  readonly words: string;
}

/** As programs write text down: plain, in UTF-16, in hexadecimal, in base64 at each of its three places, escaped. */
function formsOf(words: string): readonly Buffer[] {
  const plain = Buffer.from(words, 'utf8');
  const escaped = JSON.stringify(words).slice(1, -1);
  const unicode = [...words].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  return [
    plain,
    Buffer.from(words, 'utf16le'),
    Buffer.from(words, 'utf16le').swap16(),
    Buffer.from(plain.toString('hex')),
    Buffer.from(plain.toString('hex').toUpperCase()),
    ...[0, 1, 2].map((place) => Buffer.from(base64At(plain, place))),
    ...[0, 1, 2].map((place) => Buffer.from(base64At(plain, place).replaceAll('+', '-').replaceAll('/', '_'))),
    Buffer.from(encodeURIComponent(words)),
    Buffer.from(escaped),
    Buffer.from(unicode),
  ];
}

/** What base64 says of these bytes alone, whatever stands before and after them. */
function base64At(bytes: Buffer, place: number): string {
  const encoded = Buffer.concat([Buffer.alloc(place), bytes]).toString('base64');
  return encoded.slice(place === 0 ? 0 : 4, -4);
}

/** The names of those that occur in any form. */
export function findCanaries(bytes: Buffer, canaries: readonly Canary[]): readonly string[] {
  return canaries.filter(({ words }) => formsOf(words).some((form) => bytes.includes(form))).map(({ name }) => name);
}
