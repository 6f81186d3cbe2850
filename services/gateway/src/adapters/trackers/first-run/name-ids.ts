const idCharsMax = 40;

/** As the cabinet's resolution 55 of 2010 writes Ukrainian, without what stands only at the beginning of a word. */
const latin: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'h', ґ: 'g', д: 'd', е: 'e', є: 'ie', ж: 'zh', з: 'z', и: 'y', і: 'i', ї: 'i' },
  ...{ й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh' },
  ...{ ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ь: '', ю: 'iu', я: 'ia', ъ: '', ы: 'y', э: 'e', ё: 'io' },
};

/** Makes ids of the catalogue from names, each once: a name that leaves nothing gets the fallback. */
export function nameIds(taken: Iterable<string> = []): (name: string, fallback: string) => string {
  const used = new Set(taken);
  return (name, fallback) => {
    const id = idOf(name) || fallback;
    let free = id;
    for (let count = 2; used.has(free); count += 1) free = `${id.slice(0, idCharsMax - 4)}-${count}`;
    used.add(free);
    return free;
  };
}

function idOf(name: string): string {
  const letters = [...name.toLowerCase()].map((letter) => latin[letter] ?? letter).join('');
  const words = letters
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f'’ʼ]/g, '')
    .match(/[a-z0-9]+/g);
  return (words ?? []).join('-').slice(0, idCharsMax).replace(/-+$/, '');
}
