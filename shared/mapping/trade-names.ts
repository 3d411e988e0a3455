import type { Complaint, Technique } from '../records/catalogue.ts';

/**
 * What the trade calls techniques and complaints, and the code that means the same. Names as wordKey makes them. Those of
 * which the catalogue knows nothing stand under `other`: they are proposed, and become `other` only where a mapping says
 * so in its own vocabulary.
 */
export const TRADE_NAMES: {
  readonly technique: Readonly<Record<Technique, readonly string[]>>;
  readonly complaint: Readonly<Record<Complaint, readonly string[]>>;
} = {
  technique: {
    'deep-tissue': ['deep tissue', 'deep muscle', 'dtm', 'dt', 'deep pressure'],
    'myofascial-release': ['myofascial release', 'myofascial', 'mfr', 'fascia release', 'fascial release'],
    'trigger-point-therapy': [
      ...['trigger point therapy', 'trigger point', 'trigger points', 'trigger point release', 'tpt'],
      ...['neuromuscular', 'neuromuscular therapy', 'nmt'],
    ],
    sports: ['sports', 'sport', 'athletic', 'sports recovery', 'sports event', 'sports rehab'],
    prenatal: ['prenatal', 'pre natal', 'pregnancy', 'maternity', 'antenatal', 'perinatal'],
    relaxation: [
      'relaxation',
      'swedish',
      'swedish relaxation',
      'relaxing',
      'classic',
      'classical',
      'stress relief',
    ],
    other: [
      ...[
        'other',
        'cupping',
        'lymphatic drainage',
        'manual lymphatic drainage',
        'lymphatic',
        'mld',
        'hot stone',
      ],
      ...[
        'hot stones',
        'shiatsu',
        'thai',
        'thai yoga',
        'reflexology',
        'medical',
        'therapeutic',
        'dry needling',
      ],
      ...[
        'iastm',
        'gua sha',
        'craniosacral',
        'cranial sacral',
        'craniosacral therapy',
        'reiki',
        'acupressure',
      ],
      ...[
        'tui na',
        'tuina',
        'lomi lomi',
        'aromatherapy',
        'chair',
        'scar',
        'stretching',
        'assisted stretching',
      ],
      ...[
        'remedial',
        'rmt',
        'manual',
        'manual therapy',
        'therapy',
        'myotherapy',
        'soft tissue',
        'soft tissue therapy',
        'full body',
        'orthopedic',
        'orthopaedic',
        'bowen',
        'facial',
        'couples',
        'hand and foot',
        'kinesio taping',
      ],
      ...['active release', 'art', 'rolfing', 'structural integration', 'indian head', 'ashiatsu', 'graston'],
    ],
  },
  complaint: {
    'chronic-low-back-pain': [
      ...[
        'chronic low back pain',
        'low back pain',
        'lower back pain',
        'lbp',
        'clbp',
        'lumbar pain',
        'lumbago',
      ],
      ...['low back', 'lower back', 'chronic lower back pain'],
    ],
    'neck-pain': [
      'neck pain',
      'neck',
      'cervical pain',
      'stiff neck',
      'cervicalgia',
      'whiplash',
      'neck tension',
    ],
    'tension-headache': [
      'tension headache',
      'tension headaches',
      'headache',
      'headaches',
      'tension type headache',
    ],
    sciatica: ['sciatica', 'sciatic pain', 'sciatic nerve pain'],
    'herniated-disc': ['herniated disc', 'herniated disk', 'disc herniation', 'slipped disc', 'bulging disc'],
    'shoulder-stiffness': [
      ...[
        'shoulder stiffness',
        'stiff shoulder',
        'frozen shoulder',
        'adhesive capsulitis',
        'shoulder tension',
      ],
    ],
    fibromyalgia: ['fibromyalgia', 'fms', 'fibro'],
    'repetitive-strain': [
      ...['repetitive strain', 'repetitive strain injury', 'rsi', 'carpal tunnel', 'carpal tunnel syndrome'],
      ...['tennis elbow', 'golfers elbow'],
    ],
    'post-injury-stiffness': ['post injury stiffness', 'post injury', 'after injury', 'injury recovery'],
    'prenatal-discomfort': ['prenatal discomfort', 'pregnancy discomfort', 'pregnancy', 'prenatal'],
    stress: ['stress', 'anxiety', 'stress relief', 'tension', 'relaxation'],
    'sports-recovery': ['sports recovery', 'athletic recovery', 'muscle recovery', 'sports injury'],
    other: [
      ...[
        'other',
        'tmj',
        'tmd',
        'jaw pain',
        'plantar fasciitis',
        'migraine',
        'migraines',
        'hip pain',
        'knee pain',
      ],
      ...[
        'shoulder pain',
        'upper back pain',
        'mid back pain',
        'foot pain',
        'arthritis',
        'scoliosis',
        'general',
      ],
      ...[
        'shoulder',
        'shoulders',
        'hip',
        'knee',
        'foot',
        'ankle',
        'elbow',
        'general wellness',
        'jaw',
        'upper back',
      ],
      ...['maintenance', 'wellness', 'insomnia', 'shin splints', 'it band', 'thoracic outlet', 'none'],
    ],
  },
};

export type VocabularyName = keyof typeof TRADE_NAMES;
