const summaryCharsMax = 120;

/**
 * The first line that says something, its white space squeezed, at most 120 characters, cut at a word with '…'.
 * Counts code points, so a character is never split. Empty for a text that says nothing.
 */
export function summaryOf(text: string): string {
  const line = text
    .split(/[\r\n\u2028\u2029]+/)
    .map((words) => words.replace(/\s+/g, ' ').trim())
    .find((words) => words !== '');
  if (line === undefined) return '';
  const characters = Array.from(line);
  if (characters.length <= summaryCharsMax) return line;
  const kept = characters.slice(0, summaryCharsMax - 1).join('');
  // A word that would leave less than half of the room is cut through instead.
  const atWord = characters[summaryCharsMax - 1] === ' ' ? kept.length : kept.lastIndexOf(' ');
  const cut = atWord * 2 >= kept.length ? kept.slice(0, atWord) : kept;
  return `${cut.replace(/[\s,;:.–—-]+$/, '')}…`;
}
