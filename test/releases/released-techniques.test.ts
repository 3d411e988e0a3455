import { describe, expect, it } from 'vitest';
import { releasedComplaints, releasedTechniques } from '../../shared/releases/files/released-techniques.ts';

const NOISY = `table,technique,complaint,status,n_reconciled,n_consistent,mean,mean_lo,mean_hi
cell,deep-tissue,neck-pain,a,120.2,121,2.1,1.6,2.7
cell,deep-tissue,stress,u,4.1,3.9,,,
technique,deep-tissue,all,a,150.5,151.2,2,1.7,2.3
technique,sports,all,u,8.2,8,,,
complaint,all,neck-pain,a,300,301,0,-0.4,0.5
complaint,all,stress,u,3,2,,,
total,all,all,a,400,400,2,1.9,2.1
recovery,deep-tissue,all,u,,,,,
`;
const THRESHOLD = `technique,complaint,status,clients,mean_improvement
deep-tissue,neck-pain,a,60,2.2
deep-tissue,stress,c,,
deep-tissue,all,a,60,2.2
sports,all,c,,
`;

describe('what a release gives of techniques and complaints', () => {
  it('is read of the mode with noise: what is given, with its interval', () => {
    expect(releasedTechniques(NOISY)).toEqual([
      {
        technique: 'deep-tissue',
        clients: 151.2,
        mean: { value: 2, interval: [1.7, 2.3] },
        complaints: new Map([['neck-pain', { value: 2.1, interval: [1.6, 2.7] }]]),
      },
      { technique: 'sports', clients: 8, mean: undefined, complaints: new Map() },
    ]);
    // No fall at all is a number like others.
    expect(releasedComplaints(NOISY)).toEqual([
      { complaint: 'neck-pain', clients: 301, mean: { value: 0, interval: [-0.4, 0.5] } },
    ]);
  });

  it('is read of the mode by threshold, which has no interval', () => {
    expect(releasedTechniques(THRESHOLD)).toEqual([
      {
        technique: 'deep-tissue',
        clients: 60,
        mean: { value: 2.2 },
        complaints: new Map([['neck-pain', { value: 2.2 }]]),
      },
      { technique: 'sports', clients: undefined, mean: undefined, complaints: new Map() },
    ]);
    expect(releasedComplaints(THRESHOLD)).toEqual([]);
  });
});
