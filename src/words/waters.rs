//! The table of what seas, gulfs and lakes are called: a row for each, under the name that the basemap writes in English.
//!
//! The names are those in ordinary use in the press and the encyclopedias of each language, in its capitals where a name
//! stands alone. They serve where the basemap has none in the reader's language. To add a water, add a row: its English
//! name, and then, in the order of the columns, the languages that have one; what is left out is called as in the basemap.
//! Every name in `geodata/waters.mjs` has a row.
//!
//! As with the [texts](super::table), they are compiled in with the feature `languages` alone; the files of the
//! languages have them behind the texts.

/// Makes of the rows one string for each language, with a line for each water that it names: the English name, a tab,
/// and the language's.
macro_rules! waters {
    ($($en:literal
        $(ar $ar:literal)? $(fa $fa:literal)? $(ps $ps:literal)? $(ur $ur:literal)?
        $(ru $ru:literal)? $(zh $zh:literal)? $(fr $fr:literal)? $(de $de:literal)? $(es $es:literal)?;
    )*) => {
        /// The languages that are compiled in, and their names of the waters, each on its line behind the English one.
        pub(super) const WATERS: &[(&str, &str)] = &[
            #[cfg(feature = "languages")]
            ("ar", concat!($($($en, "\t", $ar, "\n",)?)*)),
            #[cfg(feature = "languages")]
            ("fa", concat!($($($en, "\t", $fa, "\n",)?)*)),
            #[cfg(feature = "languages")]
            ("ps", concat!($($($en, "\t", $ps, "\n",)?)*)),
            #[cfg(feature = "languages")]
            ("ur", concat!($($($en, "\t", $ur, "\n",)?)*)),
            #[cfg(feature = "languages")]
            ("ru", concat!($($($en, "\t", $ru, "\n",)?)*)),
            #[cfg(feature = "languages")]
            ("zh", concat!($($($en, "\t", $zh, "\n",)?)*)),
            #[cfg(feature = "languages")]
            ("fr", concat!($($($en, "\t", $fr, "\n",)?)*)),
            #[cfg(feature = "languages")]
            ("de", concat!($($($en, "\t", $de, "\n",)?)*)),
            #[cfg(feature = "languages")]
            ("es", concat!($($($en, "\t", $es, "\n",)?)*)),
        ];
    };
}

waters! {
    // The oceans.
    "North Pacific Ocean" ar "شمال المحيط الهادئ" fa "اقیانوس آرام شمالی" ur "شمالی بحر الکاہل"
        ru "Северная часть Тихого океана" zh "北太平洋" fr "Pacifique Nord" de "Nordpazifik" es "Pacífico Norte";
    "South Pacific Ocean" ar "جنوب المحيط الهادئ" fa "اقیانوس آرام جنوبی" ur "جنوبی بحر الکاہل"
        ru "Южная часть Тихого океана" zh "南太平洋" fr "Pacifique Sud" de "Südpazifik" es "Pacífico Sur";
    "North Atlantic Ocean" ar "شمال المحيط الأطلسي" fa "اقیانوس اطلس شمالی" ur "شمالی بحر اوقیانوس"
        ru "Северная Атлантика" zh "北大西洋" fr "Atlantique Nord" de "Nordatlantik" es "Atlántico Norte";
    "South Atlantic Ocean" ar "جنوب المحيط الأطلسي" fa "اقیانوس اطلس جنوبی" ur "جنوبی بحر اوقیانوس"
        ru "Южная Атлантика" zh "南大西洋" fr "Atlantique Sud" de "Südatlantik" es "Atlántico Sur";
    "Indian Ocean" ar "المحيط الهندي" fa "اقیانوس هند" ps "د هند سمندر" ur "بحر ہند"
        ru "Индийский океан" zh "印度洋" fr "Océan Indien" de "Indischer Ozean" es "Océano Índico";
    "Arctic Ocean" ar "المحيط المتجمد الشمالي" fa "اقیانوس منجمد شمالی" ur "بحر منجمد شمالی"
        ru "Северный Ледовитый океан" zh "北冰洋" fr "Océan Arctique" de "Arktischer Ozean" es "Océano Ártico";
    "Southern Ocean" ar "المحيط الجنوبي" fa "اقیانوس منجمد جنوبی" ur "بحر منجمد جنوبی"
        ru "Южный океан" zh "南大洋" fr "Océan Austral" de "Südlicher Ozean" es "Océano Antártico";

    // America.
    "Caribbean Sea" ar "البحر الكاريبي" fa "دریای کارائیب" ur "بحیرہ کیریبین"
        ru "Карибское море" zh "加勒比海" fr "Mer des Caraïbes" de "Karibisches Meer" es "Mar Caribe";
    "Gulf of Mexico" ar "خليج المكسيك" fa "خلیج مکزیک" ps "د مکسیکو خلیج" ur "خلیج میکسیکو"
        ru "Мексиканский залив" zh "墨西哥湾" fr "Golfe du Mexique" de "Golf von Mexiko" es "Golfo de México";
    "Labrador Sea" ar "بحر لابرادور" fa "دریای لابرادور" ur "بحیرہ لیبراڈور"
        ru "Море Лабрадор" zh "拉布拉多海" fr "Mer du Labrador" de "Labradorsee" es "Mar del Labrador";
    "Hudson Bay" ar "خليج هدسون" fa "خلیج هادسن" ur "خلیج ہڈسن"
        ru "Гудзонов залив" zh "哈得孙湾" fr "Baie d’Hudson" de "Hudson Bay" es "Bahía de Hudson";
    "Baffin Bay" ar "خليج بافن" fa "خلیج بافین" ur "خلیج بافن"
        ru "Море Баффина" zh "巴芬湾" fr "Baie de Baffin" de "Baffin Bay" es "Bahía de Baffin";
    "Gulf of Alaska" ar "خليج ألاسكا" fa "خلیج آلاسکا" ur "خلیج الاسکا"
        ru "Залив Аляска" zh "阿拉斯加湾" fr "Golfe d’Alaska" de "Golf von Alaska" es "Golfo de Alaska";

    // The western Pacific.
    "Bering Sea" ar "بحر بيرنغ" fa "دریای برینگ" ur "بحیرہ بیرنگ"
        ru "Берингово море" zh "白令海" fr "Mer de Béring" de "Beringmeer" es "Mar de Bering";
    "Sea of Okhotsk" ar "بحر أوخوتسك" fa "دریای اخوتسک" ur "بحیرہ اوخوتسک"
        ru "Охотское море" zh "鄂霍次克海" fr "Mer d’Okhotsk" de "Ochotskisches Meer" es "Mar de Ojotsk";
    "Sea of Japan" ar "بحر اليابان" fa "دریای ژاپن" ur "بحیرہ جاپان"
        ru "Японское море" zh "日本海" fr "Mer du Japon" de "Japanisches Meer" es "Mar del Japón";
    "Yellow Sea" ar "البحر الأصفر" fa "دریای زرد" ur "بحیرہ زرد"
        ru "Жёлтое море" zh "黄海" fr "Mer Jaune" de "Gelbes Meer" es "Mar Amarillo";
    "East China Sea" ar "بحر الصين الشرقي" fa "دریای چین شرقی" ur "بحیرہ مشرقی چین"
        ru "Восточно-Китайское море" zh "东海" fr "Mer de Chine orientale" de "Ostchinesisches Meer" es "Mar de la China Oriental";
    "South China Sea" ar "بحر الصين الجنوبي" fa "دریای چین جنوبی" ps "د جنوبي چین سمندر" ur "بحیرہ جنوبی چین"
        ru "Южно-Китайское море" zh "南海" fr "Mer de Chine méridionale" de "Südchinesisches Meer" es "Mar de la China Meridional";
    "Philippine Sea" ar "بحر الفلبين" fa "دریای فیلیپین" ur "بحیرہ فلپائن"
        ru "Филиппинское море" zh "菲律宾海" fr "Mer des Philippines" de "Philippinensee" es "Mar de Filipinas";
    "Gulf of Thailand" ar "خليج تايلاند" fa "خلیج تایلند" ur "خلیج تھائی لینڈ"
        ru "Сиамский залив" zh "泰国湾" fr "Golfe de Thaïlande" de "Golf von Thailand" es "Golfo de Tailandia";
    "Java Sea" ar "بحر جاوة" fa "دریای جاوه" ur "بحیرہ جاوا"
        ru "Яванское море" zh "爪哇海" fr "Mer de Java" de "Javasee" es "Mar de Java";
    "Celebes Sea" ar "بحر سليبس" fa "دریای سلبس"
        ru "Море Сулавеси" zh "苏拉威西海" fr "Mer de Célèbes" de "Celebessee" es "Mar de Célebes";
    "Arafura Sea" ar "بحر أرافورا" fa "دریای آرافورا" ur "بحیرہ ارافورا"
        ru "Арафурское море" zh "阿拉弗拉海" fr "Mer d’Arafura" de "Arafurasee" es "Mar de Arafura";
    "Coral Sea" ar "بحر المرجان" fa "دریای مرجان"
        ru "Коралловое море" zh "珊瑚海" fr "Mer de Corail" de "Korallenmeer" es "Mar del Coral";
    "Tasman Sea" ar "بحر تسمان" fa "دریای تاسمان" ur "بحیرہ تسمان"
        ru "Тасманово море" zh "塔斯曼海" fr "Mer de Tasman" de "Tasmansee" es "Mar de Tasmania";

    // The Indian Ocean's.
    "Andaman Sea" ar "بحر أندمان" fa "دریای آندامان" ur "بحیرہ انڈمان"
        ru "Андаманское море" zh "安达曼海" fr "Mer d’Andaman" de "Andamanensee" es "Mar de Andamán";
    "Bay of Bengal" ar "خليج البنغال" fa "خلیج بنگال" ps "د بنګال خلیج" ur "خلیج بنگال"
        ru "Бенгальский залив" zh "孟加拉湾" fr "Golfe du Bengale" de "Golf von Bengalen" es "Golfo de Bengala";
    "Arabian Sea" ar "بحر العرب" fa "دریای عرب" ps "د عرب سمندر" ur "بحیرہ عرب"
        ru "Аравийское море" zh "阿拉伯海" fr "Mer d’Arabie" de "Arabisches Meer" es "Mar Arábigo";
    "Gulf of Oman" ar "خليج عمان" fa "دریای عمان" ps "د عمان خلیج" ur "خلیج عمان"
        ru "Оманский залив" zh "阿曼湾" fr "Golfe d’Oman" de "Golf von Oman" es "Golfo de Omán";
    "Gulf of Aden" ar "خليج عدن" fa "خلیج عدن" ps "د عدن خلیج" ur "خلیج عدن"
        ru "Аденский залив" zh "亚丁湾" fr "Golfe d’Aden" de "Golf von Aden" es "Golfo de Adén";
    "Red Sea" ar "البحر الأحمر" fa "دریای سرخ" ps "سره بحیره" ur "بحیرہ احمر"
        ru "Красное море" zh "红海" fr "Mer Rouge" de "Rotes Meer" es "Mar Rojo";
    "Persian Gulf" ar "الخليج" fa "خلیج فارس" ps "د فارس خلیج" ur "خلیج فارس"
        ru "Персидский залив" zh "波斯湾" fr "Golfe Persique" de "Persischer Golf" es "Golfo Pérsico";
    "Mozambique Channel" ar "قناة موزمبيق" fa "کانال موزامبیک"
        ru "Мозамбикский пролив" zh "莫桑比克海峡" fr "Canal du Mozambique" de "Straße von Mosambik" es "Canal de Mozambique";

    // Within Asia.
    "Caspian Sea" ar "بحر قزوين" fa "دریای خزر" ps "د کسپین بحیره" ur "بحیرہ قزوین"
        ru "Каспийское море" zh "里海" fr "Mer Caspienne" de "Kaspisches Meer" es "Mar Caspio";
    "Aral Sea" ar "بحر آرال" fa "دریاچه آرال" ur "بحیرہ ارال"
        ru "Аральское море" zh "咸海" fr "Mer d’Aral" de "Aralsee" es "Mar de Aral";
    "Lake Balkhash" ar "بحيرة بلخاش" fa "دریاچه بالخاش"
        ru "Балхаш" zh "巴尔喀什湖" fr "Lac Balkhach" de "Balchaschsee" es "Lago Baljash";
    "Issyk-Kul" ar "إيسيك كول" fa "ایسیک‌کول"
        ru "Иссык-Куль" zh "伊塞克湖" fr "Issyk-Koul" de "Yssykköl" es "Issyk-Kul";
    "Lake Urmia" ar "بحيرة أرومية" fa "دریاچه ارومیه" ur "جھیل ارومیہ"
        ru "Урмия" zh "乌鲁米耶湖" fr "Lac d’Ourmia" de "Urmiasee" es "Lago Urmía";
    "Lake Van" ar "بحيرة وان" fa "دریاچه وان" ur "جھیل وان"
        ru "Ван" zh "凡湖" fr "Lac de Van" de "Vansee" es "Lago Van";

    // Europe.
    "Black Sea" ar "البحر الأسود" fa "دریای سیاه" ps "توره بحیره" ur "بحیرہ اسود"
        ru "Чёрное море" zh "黑海" fr "Mer Noire" de "Schwarzes Meer" es "Mar Negro";
    "Sea of Azov" ar "بحر آزوف" fa "دریای آزوف" ur "بحیرہ ازوف"
        ru "Азовское море" zh "亚速海" fr "Mer d’Azov" de "Asowsches Meer" es "Mar de Azov";
    "Mediterranean Sea" ar "البحر المتوسط" fa "دریای مدیترانه" ps "د مدیترانې سمندر" ur "بحیرہ روم"
        ru "Средиземное море" zh "地中海" fr "Mer Méditerranée" de "Mittelmeer" es "Mar Mediterráneo";
    "Aegean Sea" ar "بحر إيجة" fa "دریای اژه" ur "بحیرہ ایجیئن"
        ru "Эгейское море" zh "爱琴海" fr "Mer Égée" de "Ägäis" es "Mar Egeo";
    "Adriatic Sea" ar "البحر الأدرياتيكي" fa "دریای آدریاتیک" ur "بحیرہ ایڈریاٹک"
        ru "Адриатическое море" zh "亚得里亚海" fr "Mer Adriatique" de "Adria" es "Mar Adriático";
    "Tyrrhenian Sea" ar "البحر التيراني" fa "دریای تیرنی"
        ru "Тирренское море" zh "第勒尼安海" fr "Mer Tyrrhénienne" de "Tyrrhenisches Meer" es "Mar Tirreno";
    "Bay of Biscay" ar "خليج بسكاي" fa "خلیج بیسکای"
        ru "Бискайский залив" zh "比斯开湾" fr "Golfe de Gascogne" de "Golf von Biskaya" es "Golfo de Vizcaya";
    "North Sea" ar "بحر الشمال" fa "دریای شمال" ur "بحیرہ شمال"
        ru "Северное море" zh "北海" fr "Mer du Nord" de "Nordsee" es "Mar del Norte";
    "Baltic Sea" ar "بحر البلطيق" fa "دریای بالتیک" ur "بحیرہ بالٹک"
        ru "Балтийское море" zh "波罗的海" fr "Mer Baltique" de "Ostsee" es "Mar Báltico";
    "Norwegian Sea" ar "البحر النرويجي" fa "دریای نروژ" ur "بحیرہ ناروے"
        ru "Норвежское море" zh "挪威海" fr "Mer de Norvège" de "Europäisches Nordmeer" es "Mar de Noruega";

    // The Arctic Ocean's.
    "Greenland Sea" ar "بحر غرينلاند" fa "دریای گرینلند" ur "بحیرہ گرین لینڈ"
        ru "Гренландское море" zh "格陵兰海" fr "Mer du Groenland" de "Grönlandsee" es "Mar de Groenlandia";
    "Barents Sea" ar "بحر بارنتس" fa "دریای بارنتس" ur "بحیرہ بیرنٹس"
        ru "Баренцево море" zh "巴伦支海" fr "Mer de Barents" de "Barentssee" es "Mar de Barents";
    "Kara Sea" ar "بحر كارا" fa "دریای کارا" ur "بحیرہ کارا"
        ru "Карское море" zh "喀拉海" fr "Mer de Kara" de "Karasee" es "Mar de Kara";
    "Laptev Sea" ar "بحر لابتيف" fa "دریای لاپتف"
        ru "Море Лаптевых" zh "拉普捷夫海" fr "Mer des Laptev" de "Laptewsee" es "Mar de Láptev";
    "East Siberian Sea" ar "بحر سيبيريا الشرقي" fa "دریای سیبری شرقی" ur "بحیرہ مشرقی سائبیریا"
        ru "Восточно-Сибирское море" zh "东西伯利亚海" fr "Mer de Sibérie orientale" de "Ostsibirische See" es "Mar de Siberia Oriental";

    // Africa.
    "Gulf of Guinea" ar "خليج غينيا" fa "خلیج گینه" ur "خلیج گنی"
        ru "Гвинейский залив" zh "几内亚湾" fr "Golfe de Guinée" de "Golf von Guinea" es "Golfo de Guinea";
}
