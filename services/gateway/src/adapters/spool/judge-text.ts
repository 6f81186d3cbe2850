import { readChunks } from './read-chunks.ts';

const colouring = String.fromCharCode(0x1b);
/**
 * What no text holds: control characters other than white space and escape, which coloured logs carry. Those above 7f
 * are bytes of letters, read one at a time.
 */
const binary = new RegExp(`[^\\P{Cc}\\t\\n\\f\\r${colouring}\\u{7f}-\\u{9f}]`, 'u');
const markBytes = 2;

/** Text to its very end, in UTF-8, UTF-16 with a byte-order mark, or an 8-bit code page. */
export async function isText(file: string): Promise<boolean> {
  let decode: ((chunk: Buffer) => string) | null = null;
  try {
    for await (const chunk of readChunks(file)) {
      decode ??= decoderOf(chunk);
      if (binary.test(decode(chunk))) return false;
    }
    return true;
  } catch (error) {
    // Half a character, or none at all, where it says that it is in UTF-16.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function decoderOf(beginning: Buffer): (chunk: Buffer) => string {
  const mark = beginning.subarray(0, markBytes).toString('hex');
  if (mark !== 'fffe' && mark !== 'feff') return (chunk) => chunk.toString('latin1');
  const decoder = new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be', { fatal: true });
  return (chunk) => decoder.decode(chunk, { stream: true });
}
