const prefixes = 'attachment|commit|document|export|group|meeting|message|project|source|user|version|view';

/** What OpenProject makes links and values of in the text that Markdown has left (its `TextFormatting::Matchers`). */
const onPages: readonly RegExp[] = [
  new RegExp(`(?:[\\s(,\\-[>;]|^)!?(?:[a-z0-9\\-_]+:)?(?:${prefixes})?#+\\d+`, 'gm'),
  /(?:[\s(,\-[>;]|^)!?(?:[a-z0-9\-_]+:)?r\d+(?=[\s.,)\]]|$)/gm,
  new RegExp(`(?:[\\s(,\\-[>;]|^)!?(?:${prefixes}):(?:[^"\\s<>]|"[^"]+")`, 'gm'),
  /(?:[\s(,\-[>;]|^)!:[^"\s<>]/gm,
  /\[\[[^\]\n|]+(?:\|[^\]\n|]+)?\]\]/g,
  /\w+(?:Label|Value):[^"\s.]/g,
  /\{\{opSetting:.+?\}\}/g,
];

/** By whom it knows in what is stored that somebody is to be told (its `Notifications::CreateFromModelService`). */
const toTell: readonly RegExp[] = [/<mention[^>]*data-(?:type|id)="/g, /\b(?:user|group)#\d+\b/g, /\buser:"/g];

export function findActingWords(shown: string): readonly string[] {
  return findAll(onPages, shown);
}

export function findMentions(stored: string): readonly string[] {
  return findAll(toTell, stored);
}

function findAll(patterns: readonly RegExp[], text: string): readonly string[] {
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([found]) => found));
}
