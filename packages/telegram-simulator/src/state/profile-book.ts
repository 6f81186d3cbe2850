import { z } from 'zod';
import type { Journal } from './journal.ts';

const Commands = z.array(z.object({ command: z.string(), description: z.string() }));

export const Profile = z.object({
  /** By scope and language, e.g. "default/uk". */
  commands: z.record(z.string(), Commands),
  /** By language; "" is the fallback. */
  descriptions: z.record(z.string(), z.string()),
  shortDescriptions: z.record(z.string(), z.string()),
  names: z.record(z.string(), z.string()),
});
export type Profile = z.infer<typeof Profile>;
export type Commands = z.infer<typeof Commands>;

/** What the bot says about itself. */
export class ProfileBook {
  readonly #journal: Journal;
  readonly #listeners = new Set<() => void>();
  #profile: Profile = { commands: {}, descriptions: {}, shortDescriptions: {}, names: {} };

  constructor({ journal }: { journal: Journal }) {
    this.#journal = journal;
  }

  restore(profile: Profile): void {
    this.#profile = profile;
  }

  current(): Profile {
    return this.#profile;
  }

  setCommands(scope: string, language: string, commands: Commands | undefined): void {
    const key = `${scope}/${language}`;
    if (commands && commands.length > 0) this.#profile.commands[key] = commands;
    else delete this.#profile.commands[key];
    this.#save();
  }

  commands(scope: string, language: string): Commands {
    return this.#profile.commands[`${scope}/${language}`] ?? [];
  }

  /** What a person sees: the narrowest scope that has commands, in the person's language first. */
  commandsFor(chatId: number, language: string): Commands {
    for (const scope of [`chat ${chatId}`, 'all_private_chats', 'default']) {
      for (const candidate of [language, '']) {
        const commands = this.commands(scope, candidate);
        if (commands.length > 0) return commands;
      }
    }
    return [];
  }

  set(what: 'descriptions' | 'shortDescriptions' | 'names', language: string, value: string): void {
    if (value === '') delete this.#profile[what][language];
    else this.#profile[what][language] = value;
    this.#save();
  }

  get(what: 'descriptions' | 'shortDescriptions' | 'names', language: string): string {
    return this.#profile[what][language] ?? this.#profile[what][''] ?? '';
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #save(): void {
    this.#journal.put('profile', 'bot', this.#profile);
    for (const listener of this.#listeners) listener();
  }
}
