/** Which account of Telegram speaks for an employee. */
export interface TelegramAccounts {
  find(employeeId: string): Promise<number | null>;
}
