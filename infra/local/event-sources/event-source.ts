/** Something that reads a source and delivers what it finds, until it is stopped. */
export type EventSource = {
  /** What it reads and whom it delivers to, for whoever asks what is waited for. */
  readonly name: string;
  /** How many it has read and not finished. */
  readonly waiting: number;
  /**
   * The activity count at which its last read began that found nothing while nothing of its own was open;
   * undefined when it has work.
   */
  drainedAt(): number | undefined;
  /**
   * Reads again now instead of soon, and lets nothing wait for a batch to fill up once nothing runs that could fill it.
   */
  hurry(): void;
  /** Starts nothing new; resolves when what runs has ended. */
  stop(): Promise<void>;
};
