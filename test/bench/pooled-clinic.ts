export const CLIENTS_A_CLINIC = 500;

/** A session and a consent of every client, in one quarter, as NDJSON lines. */
export function pooledClinic(): string[] {
  const techniques = ['deep-tissue', 'myofascial-release', 'trigger-point-therapy', 'sports', 'relaxation'];
  const records = Array.from({ length: CLIENTS_A_CLINIC }, (_, index) => {
    const clientId = `c-${index}`;
    const day = `2026-0${7 + (index % 3)}-${String(1 + (index % 28)).padStart(2, '0')}`;
    return [
      { type: 'consent', clientId, partnerReports: true, recordedAt: '2026-06-01T00:00:00Z' },
      {
        type: 'session',
        sessionId: `s-${index}`,
        clientId,
        therapistId: `t-${index % 4}`,
        startedAt: `${day}T10:00:00Z`,
        endedAt: `${day}T11:00:00Z`,
        complaint: index % 2 ? 'neck-pain' : 'chronic-low-back-pain',
        techniques: [{ technique: techniques[index % techniques.length], minutes: 50 }],
        painBefore: 7,
        painAfter: index % 6,
        recordedAt: `${day}T11:05:00Z`,
      },
    ];
  });
  return records.flat().map((record) => JSON.stringify(record));
}
