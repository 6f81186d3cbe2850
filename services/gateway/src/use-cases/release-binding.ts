import type { Binding, BindingStore } from '../ports/binding-store.ts';
import type { Clock } from '../ports/system.ts';

export interface ReleaseBindingPorts {
  readonly bindings: BindingStore;
  readonly clock: Clock;
}

/** For somebody who changed their Telegram account: the next sign-in binds anew. Their sessions end now. */
export function releaseBinding({ bindings, clock }: ReleaseBindingPorts) {
  return async (
    employeeId: string,
    operator: string,
  ): Promise<{ readonly kind: 'released'; readonly binding: Binding } | { readonly kind: 'not-bound' }> => {
    const at = clock.now();
    return bindings.release(employeeId, {
      at,
      audit: {
        act: 'binding-released',
        actor: { kind: 'operator', name: operator },
        on: { kind: 'person', id: employeeId },
        outcome: 'done',
        reason: null,
        at,
      },
    });
  };
}
