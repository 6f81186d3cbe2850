/** Accounts of the tracker that were looked up by e-mail, remembered; null: there was none then. */
export interface TrackerAccountBook {
  find(employeeId: string): Promise<{ readonly account: string | null; readonly lookedUpAt: number } | null>;
  findEmployee(account: string): Promise<string | null>;
  save(employeeId: string, account: string | null, now: number): Promise<void>;
}
