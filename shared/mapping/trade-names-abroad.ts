import type { Complaint, Technique } from '../records/catalogue.ts';

/**
 * What techniques and complaints are called in German, French, Spanish, Portuguese, Italian and Dutch, as wordKey makes names:
 * without capitals, accents and the word massage; a bar between them. Words that say less than a code do ("Rückenschmerzen"
 * need not be low) are not here: a person says what they mean.
 */
export const TRADE_NAMES_ABROAD: {
  readonly technique: Readonly<Partial<Record<Technique, string>>>;
  readonly complaint: Readonly<Partial<Record<Complaint, string>>>;
} = {
  technique: {
    'deep-tissue':
      'tiefengewebe|tiefengewebsmassage|tejido profundo|tejidos profundos|de tejido profundo|de tejidos profundos|de tecido profundo|de tecidos profundos|profond|en profondeur|profondo|profundo|tecido profundo|tecidos profundos|tessuto profondo|tessuti profondi|tissus profonds|des tissus profonds|en tissus profonds|diepe weefsel|diep weefsel|diepteweefsel',
    'myofascial-release':
      'myofasziale|myofaszial|faszien|faszienmassage|faszientherapie|miofascial|liberacion miofascial|induccion miofascial|liberacao miofascial|miofasciale|rilascio miofasciale|myofasciale|liberation myofasciale|myofasciaal',
    'trigger-point-therapy':
      'triggerpunkt|triggerpunkte|triggerpunkttherapie|triggerpunktmassage|triggerpunktbehandlung|puntos gatillo|puntos de gatillo|pontos gatilho|pontos de gatilho|punti trigger|points gachettes|triggerpoint|triggerpoints|triggerpointtherapie',
    sports:
      'sportmassage|sportmassagen|deportivo|deportiva|desportiva|desportivo|esportiva|sportivo|sportiva|sportif|sportive',
    prenatal:
      'schwangerschaft|schwangerschaftsmassage|schwangerenmassage|embarazo|embarazada|embarazadas|para embarazadas|gravida|gravidas|para gravidas|gestante|gestantes|para gestantes|gravidanza|in gravidanza|prenatale|femme enceinte|grossesse|zwangerschap|zwangerschapsmassage',
    relaxation:
      'klassische|klassisch|entspannung|entspannungsmassage|schwedische|relajante|relajacion|de relajacion|sueco|relaxante|relaxamento|de relaxamento|sueca|rilassante|svedese|classico|relaxant|suedois|detente|ontspanning|ontspanningsmassage|ontspannende|zweedse|klassieke',
    other:
      'lymphdrainage|manuelle lymphdrainage|drenaje linfatico|drenagem linfatica|linfodrenaggio|drainage lymphatique|lymfedrainage|schropfen|schropfmassage|ventosas|ventosaterapia|coppettazione|ventouses|hotstone|piedras calientes|pedras quentes|pietre calde|pierres chaudes|fussreflexzonen|fussreflexzonenmassage|reflexzonen|reflexologia|reflexologie|riflessologia|bindegewebsmassage|bindweefselmassage|terapeutico|terapeutica|therapeutique',
  },
  complaint: {
    'chronic-low-back-pain':
      'kreuzschmerzen|lws|lws syndrom|lumbalgie|schmerzen im unteren rucken|lumbalgia|dolor lumbar|zona lumbar|lombalgia|dor lombar|dores lombares|lombalgie|douleur lombaire|lage rugpijn|lagerugpijn|lage rugklachten|onderrug',
    'neck-pain':
      'nackenschmerzen|nackenschmerz|nacken|nackenverspannung|hws|hws syndrom|dolor de cuello|cuello|dolor cervical|cervicalgia|dor no pescoco|dor cervical|pescoco|dolore cervicale|cervicale|collo|cervicalgie|douleur cervicale|nuque|nekpijn|nekklachten|nek|schleudertrauma',
    'tension-headache':
      'spannungskopfschmerz|spannungskopfschmerzen|kopfschmerzen|kopfschmerz|cefalea|cefalea tensional|dolor de cabeza|cefaleia|cefaleia tensional|cefaleia de tensao|dor de cabeca|dores de cabeca|cefalea tensiva|mal di testa|cephalee|cephalees|cephalee de tension|maux de tete|mal de tete|spanningshoofdpijn|hoofdpijn',
    sciatica: 'ischias|ischialgie|ciatica|sciatalgia|ciatalgia|dor ciatica|sciatique',
    'herniated-disc': 'bandscheibenvorfall|hernia discal|hernia de disco|ernia del disco|hernie discale',
    'shoulder-stiffness':
      'schultersteife|steife schulter|hombro congelado|hombro rigido|ombro congelado|spalla congelata|epaule gelee|capsulite|capsulite adhesive|capsulite adesiva|capsulitis adhesiva|stijve schouder',
    fibromyalgia: 'fibromyalgie|fibromialgia',
    'repetitive-strain':
      'karpaltunnelsyndrom|tennisarm|tennisellenbogen|golferarm|tunel carpiano|sindrome del tunel carpiano|tunel do carpo|tunnel carpale|canal carpien|codo de tenista|carpaaltunnelsyndroom|tenniselleboog',
    'prenatal-discomfort':
      'schwangerschaft|schwangerschaftsbeschwerden|embarazo|gravidez|gravidanza|grossesse|zwangerschap|zwangerschapsklachten',
    stress:
      'estres|estresse|ansiedad|ansiedade|ansia|anxiete|entspannung|relajacion|relaxamento|rilassamento|detente|ontspanning',
    'sports-recovery':
      'sportverletzung|regeneration|recuperacion deportiva|recuperacao desportiva|recupero sportivo|recuperation sportive|lesion deportiva|lesao desportiva|sportblessure',
    other:
      'migrane|migrana|jaqueca|enxaqueca|emicrania|schulterschmerzen|dolor de hombro|dor no ombro|dolore alla spalla|schouderpijn|knieschmerzen|dolor de rodilla|huftschmerzen|artrosis|arthrose|escoliosis|skoliose|fascitis plantar|fersensporn|bruxismo',
  },
};
