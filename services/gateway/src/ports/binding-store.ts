import type { AuditEntry } from '@desk/domain';

/** A Telegram account and the employee it speaks for; each of the two occurs once. */
export interface Binding {
  readonly telegramUserId: number;
  readonly employeeId: string;
  readonly boundAt: number;
  readonly boundBy: 'sign-in' | 'operator';
}

/** For operators. Both writes end the live sessions of everyone concerned and announce it, in the same step. */
export interface BindingStore {
  /** By employee id. `after`: the last employee id of the page before. */
  list(page: { readonly after: string | null; readonly rowsMax: number }): Promise<readonly Binding[]>;
  release(
    employeeId: string,
    change: BindingChange,
  ): Promise<{ readonly kind: 'released'; readonly binding: Binding } | { readonly kind: 'not-bound' }>;
  /** Replaces whatever either side was bound to. */
  link(binding: Binding, change: BindingChange): Promise<{ readonly replaced: readonly Binding[] }>;
}

export interface BindingChange {
  readonly at: number;
  readonly audit: AuditEntry;
}
