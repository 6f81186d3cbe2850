import type { WebhookTarget } from '../simulator-options.ts';

/** A webhook as an administrator registers one. */
export interface RegisteredWebhook {
  readonly id: number;
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly isEnabled: boolean;
  readonly filter: string | null;
  readonly secret: string | null;
}

/** Webhooks that came by the API. They are kept in memory, and the first that is enabled is posted to. */
export interface RegisteredWebhooks {
  list(): readonly RegisteredWebhook[];
  /** Null when there are too many. */
  add(webhook: Omit<RegisteredWebhook, 'id'>): RegisteredWebhook | null;
  find(id: string): RegisteredWebhook | undefined;
  remove(id: string): boolean;
  target(): WebhookTarget | undefined;
}

const webhooksMax = 100;

export function openRegisteredWebhooks(): RegisteredWebhooks {
  const registered = new Map<string, RegisteredWebhook>();
  let nextId = 1;
  return {
    list: () => [...registered.values()],
    add(webhook) {
      if (registered.size >= webhooksMax) return null;
      const added = { ...webhook, id: nextId };
      registered.set(String(nextId), added);
      nextId += 1;
      return added;
    },
    find: (id) => registered.get(id),
    remove: (id) => registered.delete(id),
    target() {
      const first = [...registered.values()].find(({ isEnabled }) => isEnabled);
      if (!first) return undefined;
      const { url, secret } = first;
      // An address may carry its secret itself, as those of Data Centers that do not sign.
      return { url, style: 'signature', ...(secret === null ? {} : { secret }) };
    },
  };
}
