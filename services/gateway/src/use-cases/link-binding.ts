import type { Binding, BindingStore } from '../ports/binding-store.ts';
import type { Directory } from '../ports/directory.ts';
import type { Clock } from '../ports/system.ts';

export interface LinkBindingPorts {
  readonly bindings: BindingStore;
  readonly directory: Directory;
  readonly clock: Clock;
}

export type LinkBindingOutcome =
  | { readonly kind: 'linked'; readonly binding: Binding; readonly replaced: readonly Binding[] }
  | { readonly kind: 'refused'; readonly reason: 'unknown-employee' | 'inactive-employee' | 'directory-down' };

/** Says by hand which Telegram account speaks for an employee. Whatever either was bound to before is released. */
export function linkBinding({ bindings, directory, clock }: LinkBindingPorts) {
  return async (employeeId: string, telegramUserId: number, operator: string): Promise<LinkBindingOutcome> => {
    const found = await directory.findById(employeeId);
    if (found.kind === 'down') return { kind: 'refused', reason: 'directory-down' };
    if (found.kind === 'none') return { kind: 'refused', reason: 'unknown-employee' };
    if (!found.entry.active) return { kind: 'refused', reason: 'inactive-employee' };

    const at = clock.now();
    const binding = { telegramUserId, employeeId, boundAt: at, boundBy: 'operator' } as const;
    const { replaced } = await bindings.link(binding, {
      at,
      audit: {
        act: 'binding-linked',
        actor: { kind: 'operator', name: operator },
        on: { kind: 'person', id: employeeId },
        outcome: 'done',
        reason: `telegram-${telegramUserId}`,
        at,
      },
    });
    return { kind: 'linked', binding, replaced };
  };
}
