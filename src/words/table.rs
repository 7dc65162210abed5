//! The table of what the interface says: a row for each text, a column for each language.
//!
//! To add a text, add a row: its name in Rust, its key for authors, the English, and then, in the order
//! of the columns, the languages that have it; one left out is said in English. `{0}` and `{1}` are
//! filled in. Numbers come in as a word of their own, so that no language has to bend a noun to them.
//! To add a language, add a column to the macro and its texts to the rows.
//!
//! Without the feature `languages` only English is compiled in. So it is in the site's wasm, which fetches the
//! language that is spoken; `scripts/languages.mjs` makes the files of these rows.

/// Makes of the rows the names, the keys, and one string for each language with a line for each text:
/// strings cost their letters alone, and those of one script lie together, which compresses well.
macro_rules! table {
    ($($name:ident $key:literal
        en $en:literal
        $(ar $ar:literal)? $(fa $fa:literal)? $(ps $ps:literal)? $(ur $ur:literal)?
        $(ru $ru:literal)? $(zh $zh:literal)? $(fr $fr:literal)? $(de $de:literal)? $(es $es:literal)?;
    )*) => {
        /// A text of the interface.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Text {
            $(#[doc = $en] $name,)*
        }

        /// The texts, in the order of the rows.
        pub(super) const ALL: &[Text] = &[$(Text::$name),*];

        /// What authors call the texts, each on its line.
        pub(super) const KEYS: &str = concat!($($key, "\n"),*);

        /// The languages, and their texts, each on its line; an empty one is missing.
        pub(super) const LANGUAGES: &[(&str, &str)] = &[
            ("en", concat!($($en, "\n"),*)),
            #[cfg(feature = "languages")]
            ("ar", concat!($($($ar,)? "\n"),*)),
            #[cfg(feature = "languages")]
            ("fa", concat!($($($fa,)? "\n"),*)),
            #[cfg(feature = "languages")]
            ("ps", concat!($($($ps,)? "\n"),*)),
            #[cfg(feature = "languages")]
            ("ur", concat!($($($ur,)? "\n"),*)),
            #[cfg(feature = "languages")]
            ("ru", concat!($($($ru,)? "\n"),*)),
            #[cfg(feature = "languages")]
            ("zh", concat!($($($zh,)? "\n"),*)),
            #[cfg(feature = "languages")]
            ("fr", concat!($($($fr,)? "\n"),*)),
            #[cfg(feature = "languages")]
            ("de", concat!($($($de,)? "\n"),*)),
            #[cfg(feature = "languages")]
            ("es", concat!($($($es,)? "\n"),*)),
        ];
    };
}

table! {
    Comma "comma" en ", " ar "، " fa "، " ps "، " ur "، " ru ", " zh "、" fr ", " de ", " es ", ";

    // The map and its parts.
    Map "map" en "Map"
        ar "خريطة" fa "نقشه" ps "نقشه" ur "نقشہ"
        ru "Карта" zh "地图" fr "Carte" de "Karte" es "Mapa";
    Places "places" en "Places on the map"
        ar "الأماكن على الخريطة" fa "مکان‌های روی نقشه" ps "په نقشه کې ځایونه" ur "نقشے پر مقامات"
        ru "Места на карте" zh "地图上的地点" fr "Lieux sur la carte" de "Orte auf der Karte" es "Lugares en el mapa";
    Key "key" en "Key to the numbers on the map"
        ar "دليل الأرقام على الخريطة" fa "راهنمای شماره‌های نقشه" ps "د نقشې د شمېرو لارښود" ur "نقشے کے نمبروں کی فہرست"
        ru "Пояснение к номерам на карте" zh "地图编号说明" fr "Légende des numéros de la carte"
        de "Erklärung der Nummern auf der Karte" es "Clave de los números del mapa";
    PlacesOfStory "places-of-story" en "Places in the story"
        ar "الأماكن الواردة في المقال" fa "مکان‌های این گزارش" ps "د دې راپور ځایونه" ur "خبر میں مذکور مقامات"
        ru "Места в статье" zh "文中地点" fr "Lieux cités dans l’article" de "Orte im Artikel" es "Lugares del artículo";
    Legend "legend" en "Legend"
        ar "مفتاح الخريطة" fa "راهنمای نقشه" ps "د نقشې نښې" ur "علامات کی وضاحت"
        ru "Условные обозначения" zh "图例" fr "Légende" de "Legende" es "Leyenda";
    Disputed "disputed" en "disputed borders dashed"
        ar "الحدود المتنازع عليها بخط متقطع" fa "مرزهای مورد مناقشه با خط‌چین" ps "شخړنې پولې په ټوټه ټوټه کرښه" ur "متنازع سرحدیں ٹوٹی لکیر سے"
        ru "спорные границы — пунктиром" zh "争议边界以虚线表示" fr "frontières contestées en tirets"
        de "umstrittene Grenzen gestrichelt" es "fronteras en disputa en línea discontinua";
    CreditButton "credit-button" en "{0}: sources of the map"
        ar "{0}: مصادر الخريطة" fa "{0}: منابع نقشه" ps "{0}: د نقشې سرچینې" ur "{0}: نقشے کے ماخذ"
        ru "{0}: источники карты" zh "{0}：地图来源" fr "{0} : sources de la carte" de "{0}: Quellen der Karte" es "{0}: fuentes del mapa";

    // What the map shows, for those who do not see it.
    MapOfNone "map-of-none" en "Map without places."
        ar "خريطة بلا أماكن." fa "نقشه بدون مکان." ps "نقشه پرته له ځایونو." ur "مقامات کے بغیر نقشہ۔"
        ru "Карта без мест." zh "没有地点的地图。" fr "Carte sans lieux." de "Karte ohne Orte." es "Mapa sin lugares.";
    MapOfOne "map-of-one" en "Map of one place: {0}."
        ar "خريطة لمكان واحد: {0}." fa "نقشهٔ یک مکان: {0}." ps "د یوه ځای نقشه: {0}." ur "ایک مقام کا نقشہ: {0}۔"
        ru "Карта одного места: {0}." zh "一个地点的地图：{0}。" fr "Carte d’un lieu : {0}." de "Karte eines Ortes: {0}." es "Mapa de un lugar: {0}.";
    MapOfSome "map-of-some" en "Map of {0} places: {1}."
        ar "خريطة، عدد الأماكن {0}: {1}." fa "نقشهٔ {0} مکان: {1}." ps "د {0} ځایونو نقشه: {1}." ur "{0} مقامات کا نقشہ: {1}۔"
        ru "Карта мест ({0}): {1}." zh "{0} 个地点的地图：{1}。" fr "Carte de {0} lieux : {1}." de "Karte von {0} Orten: {1}." es "Mapa de {0} lugares: {1}.";
    MapOfMany "map-of-many" en "Map of {0} places, {1} and {2} among them."
        ar "خريطة، عدد الأماكن {0}، منها {1} و{2}." fa "نقشهٔ {0} مکان، از جمله {1} و {2}."
        ps "د {0} ځایونو نقشه، د {1} او {2} په ګډون." ur "{0} مقامات کا نقشہ، جن میں {1} اور {2} شامل ہیں۔"
        ru "Карта мест ({0}), среди них {1} и {2}." zh "{0} 个地点的地图，包括{1}和{2}。"
        fr "Carte de {0} lieux, dont {1} et {2}." de "Karte von {0} Orten, darunter {1} und {2}." es "Mapa de {0} lugares, entre ellos {1} y {2}.";
    Globe "globe" en "A small globe shows where in the world that is."
        ar "كرة أرضية صغيرة تبيّن موقعها في العالم." fa "کره‌ای کوچک نشان می‌دهد که اینجا کجای جهان است."
        ps "یوه کوچنۍ کره ښيي چې دا د نړۍ په کومه برخه کې ده." ur "ایک چھوٹا گلوب دکھاتا ہے کہ یہ دنیا میں کہاں ہے۔"
        ru "Маленький глобус показывает, где это в мире." zh "小地球仪显示其在世界上的位置。" fr "Un petit globe montre où cela se trouve dans le monde."
        de "Ein kleiner Globus zeigt, wo auf der Welt das ist." es "Un pequeño globo muestra en qué parte del mundo está.";
    GlobeAt "globe-at" en "A small globe shows where in the world that is: {0} is in the middle."
        ar "كرة أرضية صغيرة تبيّن موقعها في العالم: في الوسط {0}." fa "کره‌ای کوچک نشان می‌دهد که اینجا کجای جهان است: {0} در میانه است."
        ps "یوه کوچنۍ کره ښيي چې دا د نړۍ په کومه برخه کې ده: {0} په منځ کې دی." ur "ایک چھوٹا گلوب دکھاتا ہے کہ یہ دنیا میں کہاں ہے: درمیان میں {0} ہے۔"
        ru "Маленький глобус показывает, где это в мире: в середине {0}." zh "小地球仪显示其在世界上的位置：中间是{0}。"
        fr "Un petit globe montre où cela se trouve dans le monde : au milieu, {0}."
        de "Ein kleiner Globus zeigt, wo auf der Welt das ist: {0} liegt in der Mitte." es "Un pequeño globo muestra en qué parte del mundo está: {0} queda en el centro.";

    // Controls.
    ZoomIn "zoom-in" en "Zoom in"
        ar "تكبير" fa "بزرگ‌نمایی" ps "لویول" ur "بڑا کریں" ru "Приблизить" zh "放大" fr "Zoom avant" de "Vergrößern" es "Acercar";
    ZoomOut "zoom-out" en "Zoom out"
        ar "تصغير" fa "کوچک‌نمایی" ps "کوچنیول" ur "چھوٹا کریں" ru "Отдалить" zh "缩小" fr "Zoom arrière" de "Verkleinern" es "Alejar";
    Fit "fit" en "Show the whole story"
        ar "عرض القصة كاملة" fa "نمایش همهٔ گزارش" ps "ټول راپور وښيئ" ur "پوری خبر دکھائیں"
        ru "Показать всю историю" zh "显示全部地点" fr "Afficher tout le récit" de "Die ganze Geschichte zeigen" es "Mostrar toda la historia";
    List "list" en "List of places"
        ar "قائمة الأماكن" fa "فهرست مکان‌ها" ps "د ځایونو لېست" ur "مقامات کی فہرست"
        ru "Список мест" zh "地点列表" fr "Liste des lieux" de "Liste der Orte" es "Lista de lugares";
    FullScreen "full-screen" en "Full screen"
        ar "ملء الشاشة" fa "تمام‌صفحه" ps "بشپړه پرده" ur "پوری اسکرین" ru "На весь экран" zh "全屏" fr "Plein écran" de "Vollbild" es "Pantalla completa";
    Keys "keys" en "Keyboard help"
        ar "مساعدة لوحة المفاتيح" fa "راهنمای صفحه‌کلید" ps "د کیبورډ مرسته" ur "کی بورڈ کی مدد"
        ru "Управление с клавиатуры" zh "键盘帮助" fr "Aide clavier" de "Tastaturhilfe" es "Ayuda del teclado";
    Close "close" en "Close"
        ar "إغلاق" fa "بستن" ps "تړل" ur "بند کریں" ru "Закрыть" zh "关闭" fr "Fermer" de "Schließen" es "Cerrar";
    Previous "previous" en "Previous place"
        ar "المكان السابق" fa "مکان قبلی" ps "مخکینی ځای" ur "پچھلا مقام" ru "Предыдущее место" zh "上一个地点" fr "Lieu précédent" de "Voriger Ort" es "Lugar anterior";
    Next "next" en "Next place"
        ar "المكان التالي" fa "مکان بعدی" ps "بل ځای" ur "اگلا مقام" ru "Следующее место" zh "下一个地点" fr "Lieu suivant" de "Nächster Ort" es "Lugar siguiente";
    HintWheel "hint-wheel" en "Hold {0} and scroll to zoom the map"
        ar "اضغط {0} مع التمرير لتكبير الخريطة" fa "برای بزرگ‌نمایی نقشه، {0} را نگه دارید و اسکرول کنید"
        ps "د نقشې د لویولو لپاره {0} ونیسئ او سکرول کړئ" ur "نقشہ بڑا کرنے کے لیے {0} دبا کر اسکرول کریں"
        ru "Чтобы изменить масштаб карты, прокручивайте, удерживая {0}" zh "按住 {0} 并滚动可缩放地图"
        fr "Maintenez {0} et faites défiler pour zoomer" de "Zum Zoomen {0} gedrückt halten und scrollen" es "Mantén {0} y desplázate para ampliar el mapa";
    HintTouch "hint-touch" en "Use two fingers to move the map"
        ar "استخدم إصبعين لتحريك الخريطة" fa "برای جابه‌جایی نقشه از دو انگشت استفاده کنید" ps "د نقشې د خوځولو لپاره دوه ګوتې وکاروئ" ur "نقشہ ہلانے کے لیے دو انگلیاں استعمال کریں"
        ru "Двигайте карту двумя пальцами" zh "用两根手指移动地图" fr "Utilisez deux doigts pour déplacer la carte" de "Karte mit zwei Fingern bewegen" es "Usa dos dedos para mover el mapa";

    // Places, and what is said of them.
    Country "country" en "Country" ar "بلد" fa "کشور" ps "هېواد" ur "ملک" ru "Страна" zh "国家" fr "Pays" de "Land" es "País";
    Province "province" en "Province" ar "محافظة" fa "استان" ps "ولایت" ur "صوبہ" ru "Провинция" zh "省" fr "Province" de "Provinz" es "Provincia";
    City "city" en "City" ar "مدينة" fa "شهر" ps "ښار" ur "شہر" ru "Город" zh "城市" fr "Ville" de "Stadt" es "Ciudad";
    District "district" en "District" ar "منطقة" fa "ناحیه" ps "ولسوالۍ" ur "ضلع" ru "Район" zh "区" fr "District" de "Bezirk" es "Distrito";
    Site "site" en "Site" ar "موقع" fa "مکان" ps "ځای" ur "مقام" ru "Место" zh "地点" fr "Lieu" de "Ort" es "Lugar";
    Position "position" en "{0} of {1}"
        ar "{0} من {1}" fa "{0} از {1}" ps "{0} له {1}" ur "{1} میں سے {0}" ru "{0} из {1}" zh "第 {0} 个，共 {1} 个" fr "{0} sur {1}" de "{0} von {1}" es "{0} de {1}";
    Outside "outside" en "outside the view"
        ar "خارج العرض" fa "بیرون از دید" ps "له لید بهر" ur "نظر سے باہر" ru "за краем карты" zh "在视野之外" fr "hors de la vue" de "außerhalb der Ansicht" es "fuera de la vista";
    AndMore "and-more" en "{0} and {1} more"
        ar "{0} و{1} غيرها" fa "{0} و {1} جای دیگر" ps "{0} او {1} نور" ur "{0} اور مزید {1}" ru "{0} и ещё {1}" zh "{0}和另外 {1} 处" fr "{0} et {1} de plus" de "{0} und {1} weitere" es "{0} y {1} más";
    ShowThem "show-them" en "{0}: show them"
        ar "{0}: عرضها" fa "{0}: نمایش" ps "{0}: وښيئ" ur "{0}: دکھائیں" ru "{0}: показать" zh "{0}：显示" fr "{0} : afficher" de "{0}: zeigen" es "{0}: mostrar";
    QuotedFrom "quoted-from" en "Quoted from paragraph {0}"
        ar "مقتبس من الفقرة {0}" fa "نقل‌قول از بند {0}" ps "له {0} پراګراف څخه نقل قول" ur "پیراگراف {0} سے اقتباس" ru "Цитата из абзаца {0}"
        zh "引自第 {0} 段" fr "Citation du paragraphe {0}" de "Zitat aus Absatz {0}" es "Cita del párrafo {0}";
    Quotation "quotation" en "Quotation"
        ar "اقتباس" fa "نقل‌قول" ps "نقل قول" ur "اقتباس" ru "Цитата" zh "引文" fr "Citation" de "Zitat" es "Cita";
    SummaryOf "summary-of" en "Summary of paragraph {0}"
        ar "ملخص الفقرة {0}" fa "خلاصهٔ بند {0}" ps "د {0} پراګراف لنډیز" ur "پیراگراف {0} کا خلاصہ" ru "Пересказ абзаца {0}"
        zh "第 {0} 段摘要" fr "Résumé du paragraphe {0}" de "Zusammenfassung von Absatz {0}" es "Resumen del párrafo {0}";
    Summary "summary" en "Summary"
        ar "ملخص" fa "خلاصه" ps "لنډیز" ur "خلاصہ" ru "Пересказ" zh "摘要" fr "Résumé" de "Zusammenfassung" es "Resumen";
    NoExcerpt "no-excerpt" en "The story holds no passage on this place."
        ar "لا يتضمن المقال مقطعًا عن هذا المكان." fa "در گزارش متنی دربارهٔ این مکان نیست." ps "په راپور کې د دې ځای په اړه متن نشته."
        ur "خبر میں اس مقام کے بارے میں کوئی عبارت نہیں۔" ru "В статье нет отрывка об этом месте." zh "文中没有关于此地的段落。"
        fr "L’article ne contient aucun passage sur ce lieu." de "Der Artikel enthält keine Passage zu diesem Ort." es "El artículo no contiene ningún pasaje sobre este lugar.";
    NoMention "no-mention" en "The article does not name this place."
        ar "لا يذكر المقال هذا المكان." fa "در مقاله نامی از این مکان نیست." ps "په مقاله کې د دې ځای نوم نشته." ur "مضمون میں اس مقام کا ذکر نہیں۔"
        ru "В статье это место не названо." zh "文中没有提到此地。" fr "L’article ne nomme pas ce lieu." de "Der Artikel nennt diesen Ort nicht." es "El artículo no nombra este lugar.";
    Paragraph "paragraph" en "Paragraph {0}"
        ar "الفقرة {0}" fa "بند {0}" ps "{0} پراګراف" ur "پیراگراف {0}" ru "Абзац {0}" zh "第 {0} 段" fr "Paragraphe {0}" de "Absatz {0}" es "Párrafo {0}";
    MorePassages "more-passages" en "And in the article: {0} more"
        ar "وفي المقال غيرها: {0}" fa "و در مقاله: {0} مورد دیگر" ps "او په مقاله کې: {0} نور" ur "اور مضمون میں: مزید {0}" ru "И ещё в статье: {0}" zh "文中另有 {0} 处" fr "Et dans l’article : {0} de plus" de "Und im Artikel: {0} weitere" es "Y en el artículo: {0} más";

    // Between the map and the article.
    Read "read" en "Read it in the article"
        ar "اقرأه في المقال" fa "خواندن در مقاله" ps "په مقاله کې یې ولولئ" ur "مضمون میں پڑھیں" ru "Читать в статье" zh "在文中阅读" fr "Lire dans l’article" de "Im Artikel lesen" es "Leer en el artículo";
    Back "back" en "Back to the map"
        ar "العودة إلى الخريطة" fa "بازگشت به نقشه" ps "بېرته نقشې ته" ur "نقشے پر واپس" ru "Назад к карте" zh "返回地图" fr "Retour à la carte" de "Zurück zur Karte" es "Volver al mapa";
    PreviousMention "previous-mention" en "Previous mention"
        ar "الذكر السابق" fa "اشارهٔ قبلی" ps "مخکینۍ یادونه" ur "پچھلا ذکر" ru "Предыдущее упоминание" zh "上一处提及" fr "Mention précédente" de "Vorige Erwähnung" es "Mención anterior";
    NextMention "next-mention" en "Next mention"
        ar "الذكر التالي" fa "اشارهٔ بعدی" ps "بله یادونه" ur "اگلا ذکر" ru "Следующее упоминание" zh "下一处提及" fr "Mention suivante" de "Nächste Erwähnung" es "Mención siguiente";
    Share "share" en "Share a link to this place"
        ar "مشاركة رابط هذا المكان" fa "هم‌رسانی پیوند این مکان" ps "د دې ځای لینک شریک کړئ" ur "اس مقام کا ربط شیئر کریں" ru "Поделиться ссылкой на это место" zh "分享此地点的链接"
        fr "Partager un lien vers ce lieu" de "Link zu diesem Ort teilen" es "Compartir un enlace a este lugar";
    Copied "copied" en "The link has been copied."
        ar "نُسخ الرابط." fa "پیوند رونوشت شد." ps "لینک کاپي شو." ur "ربط نقل ہو گیا۔" ru "Ссылка скопирована." zh "链接已复制。" fr "Le lien est copié." de "Der Link ist kopiert." es "El enlace se ha copiado.";
    Follow "follow" en "Follow the text"
        ar "متابعة النص" fa "همراهی با متن" ps "له متن سره تلل" ur "متن کے ساتھ چلیں" ru "Следовать за текстом" zh "跟随正文" fr "Suivre le texte" de "Dem Text folgen" es "Seguir el texto";
    Timeline "timeline" en "Show the story up to"
        ar "عرض القصة حتى" fa "نمایش گزارش تا" ps "راپور ښودل تر" ur "خبر دکھائیں بتاریخ" ru "Показать историю до" zh "显示截至" fr "Afficher le récit jusqu’à" de "Geschichte zeigen bis" es "Mostrar la historia hasta";
    Until "until" en "Up to {0}"
        ar "حتى {0}" fa "تا {0}" ps "تر {0} پورې" ur "{0} تک" ru "До: {0}" zh "截至{0}" fr "Jusqu’à : {0}" de "Bis {0}" es "Hasta {0}";
    AllDates "all-dates" en "All dates"
        ar "كل التواريخ" fa "همهٔ تاریخ‌ها" ps "ټولې نېټې" ur "تمام تاریخیں" ru "Все даты" zh "所有日期" fr "Toutes les dates" de "Alle Daten" es "Todas las fechas";

    // What happens.
    Loading "loading" en "The map is loading."
        ar "جارٍ تحميل الخريطة." fa "نقشه در حال بارگذاری است." ps "نقشه پورته کېږي." ur "نقشہ لوڈ ہو رہا ہے۔" ru "Карта загружается."
        zh "地图正在加载。" fr "La carte se charge." de "Die Karte wird geladen." es "El mapa se está cargando.";
    NoMap "no-map" en "The map cannot be shown."
        ar "تعذّر عرض الخريطة." fa "نقشه را نمی‌توان نشان داد." ps "نقشه نشي ښودل کېدای." ur "نقشہ نہیں دکھایا جا سکتا۔" ru "Карту показать не удалось."
        zh "无法显示地图。" fr "La carte ne peut pas être affichée." de "Die Karte kann nicht gezeigt werden." es "No se puede mostrar el mapa.";
    InView "in-view" en "Places in view: {0} of {1}"
        ar "الأماكن الظاهرة: {0} من {1}" fa "مکان‌های در دید: {0} از {1}" ps "ښکاره ځایونه: {0} له {1}" ur "نظر میں مقامات: {1} میں سے {0}" ru "Мест в поле зрения: {0} из {1}"
        zh "可见地点：{0}，共 {1}" fr "Lieux visibles : {0} sur {1}" de "Sichtbare Orte: {0} von {1}" es "Lugares visibles: {0} de {1}";

    // The help on keys.
    HelpMap "help-map" en "On the map"
        ar "على الخريطة" fa "روی نقشه" ps "پر نقشه" ur "نقشے پر" ru "На карте" zh "在地图上" fr "Sur la carte" de "Auf der Karte" es "En el mapa";
    HelpPlaces "help-places" en "On a place"
        ar "على مكان" fa "روی یک مکان" ps "پر یوه ځای" ur "کسی مقام پر" ru "На месте" zh "在地点上" fr "Sur un lieu" de "Auf einem Ort" es "En un lugar";
    HelpArrows "help-arrows" en "Arrow keys"
        ar "مفاتيح الأسهم" fa "کلیدهای جهت" ps "د غشو کلیدونه" ur "تیر والی کلیدیں" ru "Клавиши со стрелками" zh "方向键" fr "Flèches" de "Pfeiltasten" es "Flechas";
    HelpPan "help-pan" en "move the map"
        ar "تحريك الخريطة" fa "جابه‌جایی نقشه" ps "نقشه خوځوي" ur "نقشہ ہلائیں" ru "двигать карту" zh "移动地图" fr "déplacer la carte" de "Karte bewegen" es "mover el mapa";
    HelpZoom "help-zoom" en "zoom in and out"
        ar "تكبير وتصغير" fa "بزرگ‌نمایی و کوچک‌نمایی" ps "لویول او کوچنیول" ur "بڑا اور چھوٹا کریں" ru "менять масштаб" zh "放大和缩小" fr "zoomer et dézoomer" de "vergrößern und verkleinern" es "acercar y alejar";
    HelpShift "help-shift" en "with the arrows: larger steps"
        ar "مع الأسهم: خطوات أكبر" fa "همراه جهت‌ها: گام‌های بزرگ‌تر" ps "له غشو سره: لوی ګامونه" ur "تیروں کے ساتھ: بڑے قدم" ru "вместе со стрелками: крупнее шаг" zh "与方向键同按：加大步幅" fr "avec les flèches : pas plus grands" de "mit den Pfeilen: größere Schritte" es "con las flechas: pasos mayores";
    HelpNear "help-near" en "to the nearest place that way"
        ar "إلى أقرب مكان في ذلك الاتجاه" fa "به نزدیک‌ترین مکان در آن سو" ps "په هغه لور تر ټولو نږدې ځای ته" ur "اس سمت میں قریب ترین مقام پر" ru "к ближайшему месту в ту сторону"
        zh "到该方向最近的地点" fr "au lieu le plus proche de ce côté" de "zum nächsten Ort in dieser Richtung" es "al lugar más cercano en esa dirección";
    HelpEnds "help-ends" en "to the first and the last place of the story"
        ar "إلى أول مكان وآخر مكان في القصة" fa "به نخستین و واپسین مکان گزارش" ps "د راپور لومړي او وروستي ځای ته" ur "خبر کے پہلے اور آخری مقام پر" ru "к первому и последнему месту истории"
        zh "到第一个和最后一个地点" fr "au premier et au dernier lieu du récit" de "zum ersten und letzten Ort der Geschichte" es "al primer y al último lugar de la historia";
    HelpStep "help-step" en "to the place before and after"
        ar "إلى المكان السابق والتالي" fa "به مکان قبلی و بعدی" ps "مخکیني او بل ځای ته" ur "پچھلے اور اگلے مقام پر" ru "к предыдущему и следующему месту"
        zh "到上一个和下一个地点" fr "au lieu précédent et au suivant" de "zum vorigen und zum nächsten Ort" es "al lugar anterior y al siguiente";
    HelpOpen "help-open" en "open the place"
        ar "فتح المكان" fa "باز کردن مکان" ps "ځای پرانیزئ" ur "مقام کھولیں" ru "открыть место" zh "打开地点" fr "ouvrir le lieu" de "Ort öffnen" es "abrir el lugar";
    HelpEscape "help-escape" en "close, and back"
        ar "إغلاق ورجوع" fa "بستن و بازگشت" ps "تړل او شاته تګ" ur "بند کریں اور واپس جائیں" ru "закрыть и вернуться" zh "关闭并返回" fr "fermer et revenir" de "schließen und zurück" es "cerrar y volver";
    MapKeys "map-keys" en "Arrow keys move the map, plus and minus zoom, 0 shows the whole story."
        ar "مفاتيح الأسهم تحرّك الخريطة، وزائد وناقص للتكبير والتصغير، و0 لعرض القصة كاملة." fa "کلیدهای جهت نقشه را جابه‌جا می‌کنند، + و − بزرگ و کوچک می‌کنند، 0 همهٔ گزارش را نشان می‌دهد."
        ps "د غشو کلیدونه نقشه خوځوي، + او − یې لویوي او کوچنی کوي، 0 ټول راپور ښيي." ur "تیر والی کلیدیں نقشہ ہلاتی ہیں، + اور − اسے بڑا اور چھوٹا کرتے ہیں، 0 پوری خبر دکھاتا ہے۔"
        ru "Стрелки двигают карту, плюс и минус меняют масштаб, 0 показывает всю историю." zh "方向键移动地图，加减键缩放，0 显示全部地点。"
        fr "Les flèches déplacent la carte, plus et moins zooment, 0 affiche tout le récit." de "Pfeiltasten bewegen die Karte, Plus und Minus zoomen, 0 zeigt die ganze Geschichte."
        es "Las flechas mueven el mapa, más y menos cambian la escala, 0 muestra toda la historia.";
    PlaceKeys "place-keys" en "Arrow keys go from place to place."
        ar "مفاتيح الأسهم تنتقل من مكان إلى مكان." fa "کلیدهای جهت از مکانی به مکان دیگر می‌روند." ps "د غشو کلیدونه له یوه ځایه بل ته ځي." ur "تیر والی کلیدیں ایک مقام سے دوسرے پر لے جاتی ہیں۔"
        ru "Стрелки ведут от места к месту." zh "方向键在地点之间移动。" fr "Les flèches vont d’un lieu à l’autre." de "Pfeiltasten führen von Ort zu Ort." es "Las flechas llevan de un lugar a otro.";
}
