"""What metrics does with what it hears: records complaints and tasks (`record_cases`), notices
(`record_notices`), messages put aside (`record_parked`), names (`record_directory`).
"""
