/**
 * Jira's `~`: words in any order, or one after the other where the value stands in quotes of its own. Letters and
 * digits make words, everything else parts them; case does not count. Jira also finds inflected forms: this does not.
 */
export function matchText(sought: string): (text: string) => boolean {
  const phrase = /^\s*"([^"]*)"\s*$/.exec(sought)?.[1];
  const words = wordsOf(phrase ?? sought);
  if (words.length === 0) return () => false;
  if (phrase === undefined) {
    return (text) => {
      const known = new Set(wordsOf(text));
      return words.every((word) => known.has(word));
    };
  }
  const joined = ` ${words.join(' ')} `;
  return (text) => ` ${wordsOf(text).join(' ')} `.includes(joined);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
